using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training.FineTuning;

namespace Skylite.Training;

/// <summary>What every scene classifier has, wherever its graph came from.</summary>
public static class Classifier
{
    /// <summary>The value that holds the logits: the first output, or what enters its final Softmax or LogSoftmax.</summary>
    /// <exception cref="InvalidDataException">The graph has no outputs.</exception>
    public static Value LogitsOf(Graph graph)
    {
        if (graph.Outputs.Count == 0)
        {
            throw new InvalidDataException($"Graph '{graph.Name}' has no outputs, so it classifies nothing.");
        }

        var value = graph.Outputs[0];
        while (value.Producer is { OpType: "Softmax" or "LogSoftmax" or "Identity" } last && last.HasInput(0))
        {
            value = last.Input(0);
        }

        return value;
    }

    /// <summary>Whether the first output is the Softmax or LogSoftmax of the logits.</summary>
    public static bool EndsInSoftmax(Graph graph)
    {
        var value = graph.Outputs[0];
        while (value.Producer is { OpType: "Identity" } last && last.HasInput(0))
        {
            value = last.Input(0);
        }

        return value.Producer?.OpType is "Softmax" or "LogSoftmax";
    }

    /// <summary>Number of classes: the rows of the last layer of weights before the logits.</summary>
    /// <exception cref="InvalidDataException">The number cannot be told from the graph.</exception>
    public static long ClassesOf(Graph graph)
    {
        var logits = LogitsOf(graph);
        if (logits.Shape is { Rank: >= 2 } shape && shape[1].IsKnown)
        {
            return shape[1].Length;
        }

        var head = ClassifierHead.Find(graph);
        return head.Classes;
    }

    /// <summary>The value that the last layer of weights before the logits reads: the features that classes are told apart by.</summary>
    /// <exception cref="InvalidDataException">No such layer is found.</exception>
    public static Value FeaturesOf(Graph graph)
    {
        var value = LogitsOf(graph);
        while (value.Producer is { } node)
        {
            var data = node.Inputs.OfType<Value>().FirstOrDefault(v => v.Constant is null && v.Producer?.OpType != "Constant");
            if (data is null)
            {
                break;
            }

            if (node.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul")
            {
                return data;
            }

            value = data;
        }

        throw new InvalidDataException($"Graph '{graph.Name}' has no layer of weights before its logits whose input could be taken for features.");
    }

    /// <summary>Logits as N × classes, whatever axes of length 1 the network leaves; of images of logits, N × classes × H × W, nothing changes.</summary>
    public static TorchTensor Flat(TorchTensor logits)
    {
        var shape = logits.Shape;
        return shape.Length > 2 && shape.AsSpan(2).IndexOfAnyExcept(1) < 0 ? Aten.Reshape(logits, shape[0], shape[1]) : logits;
    }
}
