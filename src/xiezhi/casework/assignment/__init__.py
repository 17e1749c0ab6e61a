"""Random assignment 随机分案: the draw, the pool it draws from, and its verification."""
