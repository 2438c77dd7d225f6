"""Random sequences of calls against a model of customers that fits on a page."""
