"""The trace of a document: who decided, by which rule, on what, against whom, and the proof."""
