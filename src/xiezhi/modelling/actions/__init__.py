"""What people do with models; each act is recorded with its change."""
