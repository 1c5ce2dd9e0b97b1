using Skylite.Graphs;
using Skylite.Training.Kernels;

namespace Skylite.Training;

/// <summary>A node with its kernel chosen and its attributes read.</summary>
internal sealed record PreparedNode(Node Node, IKernel Kernel, KernelBody Body, IReadOnlyList<Value?> Inputs);
