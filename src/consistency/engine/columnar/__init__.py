"""Large tables: statements over records as one screen, the rest by groups in the backend.

Only what does not plainly hold comes up: decided in whole numbers where every cell is
plain, by the scalar engine where not. Findings stay columns until they are shown.
"""
