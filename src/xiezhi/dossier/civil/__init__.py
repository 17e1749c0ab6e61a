"""Grammar of private-loan judgments: parties, claim, loan, appearance; ``record`` puts them
together.
"""
