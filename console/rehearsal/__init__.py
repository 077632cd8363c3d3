"""The product's own proof: a whole evening played by actors at real consoles.

script     what happens when, from a seed and the sample's content
conductor  owns the time: it moves on when every process has reported idle
stage      starts and stops the processes, cuts the network between them
actor      drives one console through the view models a person uses
journal    what an actor typed and when it was shown as saved
judge      compares journals, dialogue files and the backend's log
"""
