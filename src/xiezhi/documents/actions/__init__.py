"""Acts on documents: draft, revise, issue, serve, receive the reply."""
