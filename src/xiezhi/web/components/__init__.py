"""What the shared components compute before a template draws them; see docs/components.md."""
