using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training.Losses;

namespace Skylite.Tests.Native.Training;

/// <summary>Losses by themselves, bound to a network of one layer of weights: what enters it are the features, what leaves it the logits.</summary>
internal static class OneLayer
{
    private static readonly Graph Network = Make();

    /// <summary>A loss of given logits, and of given features where it reads them.</summary>
    public static TorchTensor Compute(this ILoss loss, TorchTensor logits, LossTargets targets, TorchTensor? features = null)
    {
        var bound = loss.Bind(Network);
        return bound.Compute(new LossInputs([.. bound.Reads.Select(name => name == Network.Outputs[0].Name ? logits : features!)], [logits], targets));
    }

    private static Graph Make()
    {
        var graph = new Graph("one-layer");
        var features = graph.AddInput("features", ElementType.Float, new Shape(Dimension.Named("N"), 4, 4, 6));
        graph.AddOutput(graph.Apply("Conv", "logits", features, graph.AddInitializer("weights", Tensor.Create<float>(new float[12], 3, 4, 1, 1))));
        return graph;
    }
}
