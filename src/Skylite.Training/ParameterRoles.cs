using Skylite.Graphs;
using Skylite.Training.Kernels;

namespace Skylite.Training;

/// <summary>Finds out what each initializer of a graph is to the operators that consume it.</summary>
public static class ParameterRoles
{
    /// <summary>The role of every initializer; those that are not learnt are left out.</summary>
    /// <remarks>
    /// Constants of elementwise arithmetic are learnt only if they have more than one element and meet data that learnt weights have touched:
    /// a normalisation of the input or the 6 of a hard swish is no parameter.
    /// </remarks>
    public static IReadOnlyDictionary<Value, ParameterRole> Of(Graph graph)
    {
        var roles = new Dictionary<Value, ParameterRole>();
        var reached = new HashSet<Value>();
        foreach (var node in graph.Nodes)
        {
            if (!KernelCatalogue.TryFind(node, out var kernel))
            {
                continue;
            }

            var touched = node.Inputs.Any(v => v is not null && reached.Contains(v));
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (node.Inputs[i] is { Constant: { } data } value && data.Type.IsFloating()
                    && RoleOf(kernel, i, data, touched) is var role and not ParameterRole.Constant)
                {
                    roles[value] = role;
                    touched = true;
                }
            }

            if (touched)
            {
                reached.UnionWith(node.Outputs.OfType<Value>());
            }
        }

        return roles;
    }

    private static ParameterRole RoleOf(IKernel kernel, int input, Tensor data, bool touched) =>
        kernel is ArithmeticKernel && (!touched || data.Count == 1) ? ParameterRole.Constant : kernel.RoleOf(input);
}
