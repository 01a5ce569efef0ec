"""Building, finishing and serving the site; nothing else imports this package."""
