"""Pages of the room `modelling`."""
