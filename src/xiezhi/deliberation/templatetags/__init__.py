"""Template tags of deliberation's pages."""
