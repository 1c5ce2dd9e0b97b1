using Skylite.Graphs.Onnx;
using Skylite.Graphs.Operators;
using Skylite.Graphs.Passes;

namespace Skylite.Graphs.Cost;

/// <summary>What a network costs: parameters, multiply-accumulate operations, memory, bytes; in all and per node.</summary>
public sealed class CostReport
{
    private CostReport(IReadOnlyList<NodeCost> nodes) => Nodes = nodes;

    /// <summary>The nodes in order.</summary>
    public IReadOnlyList<NodeCost> Nodes { get; }

    /// <summary>Trainable numbers, as published tables count them: without running statistics. Quantised weights count as the numbers they stand for.</summary>
    public long Parameters => Nodes.Sum(n => n.Parameters);

    /// <summary>Running means and variances of batch normalisation.</summary>
    public long RunningStatistics { get; private init; }

    /// <summary>Multiply-accumulate operations of one run (one multiply-add = 1).</summary>
    public long Macs { get; private init; }

    /// <summary>Bytes of all activations, as if none was ever freed.</summary>
    public long ActivationBytes { get; private init; }

    /// <summary>Bytes of the activations that must be there at the same time, at the worst node, when each is freed after its last use.</summary>
    public long PeakActivationBytes { get; private init; }

    /// <summary>Bytes read and written by all nodes.</summary>
    public long MovedBytes { get; private init; }

    /// <summary>Memory access cost of convolutions and matrix products, in elements (Ma, Zhang, Zheng and Sun, 2018).</summary>
    public long MemoryAccess { get; private init; }

    /// <summary>Bytes of the model as one ONNX file.</summary>
    public long FileBytes { get; private init; }

    /// <summary>Counts the costs of a graph, which is not changed.</summary>
    /// <exception cref="InvalidDataException">Shapes do not fit, or a shape that the cost depends on is not known; the message names the node.</exception>
    public static CostReport Of(Graph graph, CostOptions? options = null)
    {
        try
        {
            return Count(graph, options ?? new CostOptions());
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"Graph '{graph.Name}': its tensors have more elements than can be counted.", e);
        }
    }

    private static CostReport Count(Graph graph, CostOptions options)
    {
        var copy = graph.Clone();
        Fix(copy, options);
        var counted = new HashSet<Value>();
        var nodes = copy.Nodes.Select(node => Of(node, counted)).ToArray();
        return new CostReport(nodes)
        {
            RunningStatistics = GraphParameters.RunningStatistics(graph).Sum(v => v.Constant!.Count),
            Macs = nodes.Sum(n => n.Macs),
            ActivationBytes = nodes.Sum(n => n.ActivationBytes),
            MovedBytes = nodes.Sum(n => n.MovedBytes),
            MemoryAccess = nodes.Sum(n => n.MemoryAccess),
            PeakActivationBytes = ActivationLifetimes.Peak(copy),
            FileBytes = OnnxWriter.SizeOf(graph),
        };
    }

    private static void Fix(Graph graph, CostOptions options)
    {
        foreach (var unknown in options.InputShapes.Keys.Where(name => !graph.Inputs.Any(i => i.Name == name)))
        {
            throw new InvalidDataException($"Graph '{graph.Name}' has no input named '{unknown}'.");
        }

        var batches = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            if (options.InputShapes.TryGetValue(input.Name, out var stated))
            {
                input.Shape = stated;
            }
            else if (input.Shape is { Rank: > 0 } shape && !shape[0].IsKnown)
            {
                input.Shape = shape.With(0, options.Batch);
                if (shape[0].Symbol is { } symbol)
                {
                    batches[symbol] = options.Batch;
                }
            }
        }

        ShapeInference.Run(graph, batches);
    }

    private static NodeCost Of(Node node, HashSet<Value> counted)
    {
        var parameters = Enumerable.Range(0, node.Inputs.Count)
            .Where(i => GraphParameters.IsTrainable(node, i))
            .Select(i => GraphParameters.Stored(node.Inputs[i])!)
            .Where(counted.Add)
            .Sum(v => v.Constant!.Count);
        var outputs = node.Outputs.Where(o => o is not null).Select(o => o!.Shape).ToArray();
        var op = KnownOperators.Find(node);
        long macs;
        try
        {
            macs = op?.Macs(node) ?? 0;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"Node '{node.Name}' ({node.OpType}): its cost depends on lengths that are not known. Give the inputs' shapes.", e);
        }

        var written = node.Outputs.Sum(ValueSize.Bytes);
        var elements = node.Inputs.Concat(node.Outputs).Sum(ValueSize.Elements);
        return new NodeCost(
            node.Name,
            node.OpType,
            outputs,
            parameters,
            macs,
            ValueSize.IsView(node) ? 0 : written,
            ValueSize.IsView(node) ? 0 : written + node.Inputs.Sum(ValueSize.Bytes),
            macs > 0 ? elements : 0);
    }
}
