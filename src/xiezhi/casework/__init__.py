"""Casework: cases, proceedings, parties, acceptance, assignment, moves and clocks."""
