"""Xiezhi 獬豸: case handling and legal supervision for people's procuratorates."""
