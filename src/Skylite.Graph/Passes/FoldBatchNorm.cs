namespace Skylite.Graphs.Passes;

/// <summary>
/// Merges BatchNormalization into the convolution, transposed convolution or Gemm before it, or into the convolution or Gemm after it where that is exact.
/// </summary>
/// <remarks>With s = scale/√(variance + ε): W′ = s·W and b′ = s·(b − mean) + bias (Jacob et al., 2018, section 3.2). Computed in double precision.</remarks>
public sealed class FoldBatchNorm : IPass
{
    /// <inheritdoc/>
    public string Id => "fold-batch-norm";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var folded = 0;
        var bypass = new Bypass(graph);
        foreach (var node in graph.Nodes.Where(n => n is { OpType: "BatchNormalization", Domain: "" }).ToArray())
        {
            if (ChannelAffine.Of(node) is { } affine && (FoldIntoProducer(graph, bypass, node, affine) || FoldIntoConsumer(graph, bypass, node, affine)))
            {
                folded++;
            }
        }

        new RemoveDeadNodes().Apply(graph);
        return folded;
    }

    private static bool FoldIntoProducer(Graph graph, Bypass bypass, Node norm, ChannelAffine affine)
    {
        var x = norm.Input(0);
        if (x.Uses.Count != 1 || graph.IsOutput(x) || x.Producer is not { } layer || WeightedLayer.Of(layer) is not { } weighted
            || weighted.OutputChannels != affine.Count || bypass.IsCaptured(x))
        {
            return false;
        }

        var (scaled, bias) = weighted.ScaleOutputs(affine);
        if (!bypass.Try(norm))
        {
            return false;
        }

        Store((graph, bypass), layer, scaled, bias);
        return true;
    }

    private static bool FoldIntoConsumer(Graph graph, Bypass bypass, Node norm, ChannelAffine affine)
    {
        var y = norm.Output(0);
        if (y.Uses.Count != 1 || graph.IsOutput(y) || y.Uses[0] is not { Index: 0 } use || WeightedLayer.Of(use.Node) is not { } weighted
            || weighted.InputChannels != affine.Count || !weighted.TakesShiftedInput(affine) || bypass.IsCaptured(y))
        {
            return false;
        }

        var (scaled, bias) = weighted.ScaleInputs(affine);
        if (!bypass.Try(norm))
        {
            return false;
        }

        Store((graph, bypass), use.Node, scaled, bias);
        return true;
    }

    private static void Store((Graph Graph, Bypass Bypass) place, Node layer, Tensor weight, Tensor bias)
    {
        Store(place, layer, 1, "weight", weight);
        Store(place, layer, 2, "bias", bias);
        if (layer.OpType == "Gemm")
        {
            layer.Attributes.Remove("beta");
        }
    }

    private static void Store((Graph Graph, Bypass Bypass) place, Node layer, int input, string what, Tensor data)
    {
        var graph = place.Graph;
        // a tensor that other nodes use as well, or subgraphs by name, keeps its old contents for them
        if (layer.HasInput(input) && layer.Input(input).Uses.Count == 1 && !graph.IsOutput(layer.Input(input)) && !place.Bypass.IsCaptured(layer.Input(input)))
        {
            graph.SetInitializer(layer.Input(input), data);
            return;
        }

        layer.SetInput(input, graph.AddInitializer(graph.FreshName($"{layer.Name}.{what}"), data));
    }
}
