"""The site: settings, URL root, shared templates and components, and the `xiezhi` command."""
