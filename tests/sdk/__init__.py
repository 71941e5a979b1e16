"""The SDKs, as their users get them: a module for each language builds the package and installs it into an empty
project, and the folder of the same name has the scenario as a program in that language.
"""
