"""The unattended side: a show file, what is known of its articles, the feed, and runs that nobody watches."""
