"""The power lists on the site: read on a day, compared, and asked about a person."""
