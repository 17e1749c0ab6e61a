"""Template tags of casework that rooms above use."""
