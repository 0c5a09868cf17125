"""Computational graphs: the record and how it is evaluated, linear models, the network itself.

Reading order: `graph` (nodes, edges, evaluation), `basis` (fixed transformations), `fitted_model`
and `baselines` (linear models and support vector machines as graphs), `network_graph` (the
two-stage network), `fitted_network` (the same, trained, as a model beside the baselines) and
`training_graph` (the same with targets and loss).
"""
