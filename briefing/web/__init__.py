"""The way to pages and feeds: the only place that opens connections to fetch articles.

:class:`briefing.web.fetching.Fetcher` gives the bytes of one address. It is ours, on urllib3's connections,
since no library was found that has all of it: an address that is public where the connection ends (not only
where the name pointed a moment ago), a limit for the whole exchange, conditional requests, robots.txt, and
one polite connection per host. The proxies that the environment names are not used: behind one, which
address a connection ends at cannot be seen.
"""
