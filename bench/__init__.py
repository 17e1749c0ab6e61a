"""What `make bench` runs: each module measures one thing and prints its lines."""
