"""Where articles come from: each file without a leading underscore is one source.

A source says which references are its own (``accepts``) and turns one into an
:class:`briefing.model.Article` (``read``). The headline is in the masthead and not among the blocks, so
that nothing is said twice.
"""
