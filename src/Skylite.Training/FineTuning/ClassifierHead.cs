using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Training.FineTuning;

/// <summary>The last layer of weights of a classifier: the Gemm, MatMul or Conv whose output channels are the classes.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Weight">Its weights.</param>
/// <param name="ClassAxis">Axis of the weights that runs over the classes.</param>
/// <param name="Bias">The bias, whether the layer's own or of an Add behind it; <see langword="null"/> without.</param>
public sealed record ClassifierHead(Node Node, Value Weight, int ClassAxis, Value? Bias)
{
    private static readonly HashSet<string> PassedThrough =
    [
        "Add", "Relu", "Clip", "Dropout", "Identity", "Flatten", "Reshape", "Squeeze", "GlobalAveragePool", "AveragePool", "ReduceMean",
        "BatchNormalization", "Resize", "QuantizeLinear", "DequantizeLinear",
    ];

    /// <summary>Number of classes.</summary>
    public long Classes => Weight.Constant!.Dimensions[ClassAxis];

    /// <summary>Finds the head by walking back from the logits.</summary>
    /// <exception cref="InvalidDataException">No layer with constant floating-point weights stands before the logits.</exception>
    public static ClassifierHead Find(Graph graph)
    {
        Value? bias = null;
        var value = Classifier.LogitsOf(graph);
        while (value.Producer is { } node)
        {
            if (node.OpType is "Gemm" or "MatMul" or "Conv")
            {
                return Layer(graph, node, bias);
            }

            if (!PassedThrough.Contains(node.OpType))
            {
                throw Missing(graph, $"'{node.Name}' ({node.OpType}) stands before the logits");
            }

            var data = node.Inputs.OfType<Value>().FirstOrDefault(v => v.Constant is null && v.Producer?.OpType != "Constant");
            if (node.OpType == "Add")
            {
                if (node.Inputs.OfType<Value>().Count(v => v.Producer is { OpType: not "Constant" }) > 1)
                {
                    throw Missing(graph, $"'{node.Name}' (Add) adds up the answers of several layers, whose classes cannot be changed");
                }

                bias = node.Inputs.OfType<Value>().FirstOrDefault(v => v.Constant is not null);
            }

            value = data ?? throw Missing(graph, $"'{node.Name}' ({node.OpType}) computes a constant");
        }

        throw Missing(graph, $"'{value.Name}' is no result of a layer");
    }

    /// <summary>A copy of a graph whose head tells other classes apart; its weights are drawn anew as PyTorch draws them, U(±1/√fan-in).</summary>
    /// <param name="graph">A classifier.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="seed">Decides the weights.</param>
    public static Graph Replace(Graph graph, int classes, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var copy = graph.Clone();
        var head = FindFolded(copy);
        var old = head.Classes;
        var random = new Random(seed);
        var dimensions = head.Weight.Constant!.Dimensions.ToArray();
        var bound = 1 / Math.Sqrt(head.Weight.Constant.Count / (double)dimensions[head.ClassAxis]);
        dimensions[head.ClassAxis] = classes;
        Set(copy, head.Weight, Uniform(dimensions, bound, random));
        if (head.Bias is { Constant: { } offset } bias)
        {
            Set(copy, bias, Uniform(Array.ConvertAll(offset.Dimensions.ToArray(), d => d == old ? classes : d), bound, random));
        }

        Widen(copy, head.Node.Output(0), old, classes);
        return copy;
    }

    // Weights behind a Transpose or Cast are no initializers of the layer until constants are folded.
    private static ClassifierHead FindFolded(Graph graph)
    {
        try
        {
            return Find(graph);
        }
        catch (InvalidDataException)
        {
            new FoldConstants().Apply(graph);
            return Find(graph);
        }
    }

    private static ClassifierHead Layer(Graph graph, Node node, Value? bias)
    {
        if (node.Inputs.OfType<Value>().Skip(node.OpType == "MatMul" ? 0 : 1).FirstOrDefault(v => v.Constant is not null) is not { } weight
            || !weight.Constant!.Type.IsFloating())
        {
            throw Missing(graph, $"the weights of '{node.Name}' ({node.OpType}) are not floating-point initializers (a quantised network is not fine-tuned)");
        }

        var axis = node.OpType == "Conv" || (node.OpType == "Gemm" && node.Attributes.Int("transB", 0) != 0) ? 0 : 1;
        return new ClassifierHead(node, weight, axis, node.HasInput(2) ? node.Input(2) : bias);
    }

    private static void Set(Graph graph, Value value, Tensor data)
    {
        if (value.Constant!.Type != ElementType.Float)
        {
            throw Missing(graph, $"its weights '{value.Name}' are of type {value.Constant.Type}; convert the model to 32-bit floats first");
        }

        if (value.Uses.Count > 1)
        {
            throw Missing(graph, $"its weights '{value.Name}' are shared with other nodes");
        }

        graph.SetInitializer(value, data);
    }

    private static Tensor Uniform(long[] dimensions, double bound, Random random)
    {
        var values = new float[dimensions.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((random.NextDouble() * 2) - 1) * bound);
        }

        return Tensor.Create<float>(values, dimensions);
    }

    private static void Widen(Graph graph, Value value, long old, long classes)
    {
        if (value.Shape is { Rank: >= 2 } shape && shape[1].IsKnown && shape[1].Length == old)
        {
            value.Shape = shape.With(1, classes);
        }

        foreach (var output in value.Uses.SelectMany(u => u.Node.Outputs).OfType<Value>().ToArray())
        {
            Widen(graph, output, old, classes);
        }
    }

    private static InvalidDataException Missing(Graph graph, string why) =>
        new($"The classifier's head was not found in graph '{graph.Name}': {why}.");
}
