"""The parts of generate_ronneby.py.

places, offences   the words and the ground: names, positions, outline, classes
plan               what is planted, in tables
chance, clock      draws of numbers and points, of moments and intervals
events, walks      make the events and the observations
counting, checks   count them, and hold them against the plan
files, truth       write them, and the truth about them
"""
