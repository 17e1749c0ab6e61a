"""The fictional city 云州: a seeded prefecture, its procuratorates, people, cases and data.

Every name, number and place in it is invented. Administrative codes begin with 9901, which the
national standard does not allocate, so no generated identity number can belong to a person.
"""
