"""What pages draw of a state: the path of a decision, the track of stages, the time line."""
