using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>Writes QuantizeLinear and DequantizeLinear nodes into a graph.</summary>
internal sealed class QdqWriter(Graph graph, WeightQuantizer quantizer)
{
    private readonly Dictionary<int, (Value Scale, Value ZeroPoint)> _activationScales = [];
    private readonly Dictionary<Value, (Value Dequantized, float[] Scales)> _weights = [];
    private readonly Dictionary<Node, float> _inputScales = [];

    /// <summary>Remembers the scale of the activation that each node with weights takes; call it before the values are replaced.</summary>
    internal void ReadInputScales(QuantizationPlan plan, IReadOnlyDictionary<int, QuantizationParameters> parameters)
    {
        foreach (var weighted in plan.Weighted)
        {
            _inputScales[weighted.Node] = parameters[plan.Groups[weighted.Node.Input(0)]].Scale;
        }
    }

    /// <summary>Puts a pair after a value; its consumers take the rounded value, and the graph's outputs the value itself.</summary>
    internal void Insert(QuantizationPoint point, QuantizationParameters parameters)
    {
        var value = point.Value;
        if (!_activationScales.TryGetValue(point.Group, out var scales))
        {
            _activationScales[point.Group] = scales = (
                graph.AddInitializer(graph.FreshName($"{value.Name}_scale"), Tensor.Scalar(parameters.Scale)),
                graph.AddInitializer(graph.FreshName($"{value.Name}_zero_point"), Tensor.Scalar(parameters.ZeroPoint)));
        }

        var uses = value.Uses.Where(u => point.Consumers?.Contains(u.Node) ?? true).ToArray();
        if (uses.Length == 0)
        {
            return;
        }

        var before = Following(value);
        var quantized = NewValue($"{value.Name}_quantized", ElementType.UInt8, value.Shape);
        var dequantized = NewValue($"{value.Name}_dequantized", ElementType.Float, value.Shape);
        graph.AddNode("QuantizeLinear", [value, scales.Scale, scales.ZeroPoint], [quantized], $"{value.Name}_QuantizeLinear", before);
        graph.AddNode("DequantizeLinear", [quantized, scales.Scale, scales.ZeroPoint], [dequantized], $"{value.Name}_DequantizeLinear", before);
        var blocked = new Dictionary<long, Value>();
        foreach (var use in uses)
        {
            use.Node.SetInput(use.Index, StaysFloat(use, out var channels) ? PerChannel(channels) : dequantized);
        }

        RemoveNodeIfUnused(dequantized);

        // ONNX Runtime quantises the float weights of a layer between two pairs by itself, one step
        // for the whole tensor; it leaves layers alone whose input is scaled per channel.
        Value PerChannel(long channels)
        {
            if (!blocked.TryGetValue(channels, out var result))
            {
                blocked[channels] = result = NewValue($"{value.Name}_dequantized_per_channel", ElementType.Float, value.Shape);
                var scale = graph.AddInitializer(graph.FreshName($"{value.Name}_scale_per_channel"), Tensor.Vector<float>(Repeat(parameters.Scale, channels)));
                var zeroPoint = graph.AddInitializer(
                    graph.FreshName($"{value.Name}_zero_point_per_channel"), Tensor.Vector<byte>(Repeat(parameters.ZeroPoint, channels)));
                var name = $"{value.Name}_DequantizeLinear_per_channel";
                graph.AddNode("DequantizeLinear", [quantized, scale, zeroPoint], [result], name, before).Attributes.Set("axis", 1);
            }

            return result;
        }
    }

    /// <summary>Turns the weights of a node into 8-bit and its bias into 32-bit integers.</summary>
    internal void Replace(WeightedNode weighted)
    {
        var (node, weight, bias, axis) = weighted;
        var inputScale = _inputScales[node];
        if (!_weights.TryGetValue(weight, out var known))
        {
            var (numbers, scales) = quantizer.Quantize(weighted, inputScale);
            var tensor = Tensor.Create<sbyte>(numbers, weight.Constant!.Dimensions);
            _weights[weight] = known = (Dequantize(weight, tensor, scales, new sbyte[scales.Length], axis, node), scales);
        }

        node.SetInput(1, known.Dequantized);
        RemoveIfUnused(weight);
        if (bias is not null)
        {
            var products = Array.ConvertAll(known.Scales, s => s * inputScale);
            var numbers = WeightQuantizer.QuantizeBias(bias.Constant!.Span<float>(), inputScale, known.Scales);
            node.SetInput(2, Dequantize(bias, Tensor.Vector<int>(numbers), products, new int[products.Length], 0, node));
            RemoveIfUnused(bias);
        }
    }

    private static T[] Repeat<T>(T item, long count)
    {
        var result = new T[count];
        Array.Fill(result, item);
        return result;
    }

    private bool StaysFloat(Use use, out long channels)
    {
        channels = 0;
        if (use.Index == 0 && use.Node is { OpType: "Conv" or "ConvTranspose" or "Gemm", Domain: "" } node && !_inputScales.ContainsKey(node)
            && node.Input(1).Constant is { Rank: >= 2 } weight)
        {
            channels = node.OpType switch
            {
                "Conv" => weight.Dimensions[1] * node.Attributes.Int("group", 1),
                "ConvTranspose" => weight.Dimensions[0],
                _ => weight.Dimensions[node.Attributes.Int("transB", 0) != 0 ? 1 : 0],
            };
        }

        return channels > 0;
    }

    private Value Dequantize<T>(Value source, Tensor numbers, float[] scales, T[] zeroPoints, int axis, Node before)
        where T : unmanaged
    {
        var perChannel = scales.Length > 1;
        var integers = graph.AddInitializer(graph.FreshName($"{source.Name}_quantized"), numbers);
        var scale = graph.AddInitializer(graph.FreshName($"{source.Name}_scale"), perChannel ? Tensor.Vector<float>(scales) : Tensor.Scalar(scales[0]));
        var zeroPoint = graph.AddInitializer(
            graph.FreshName($"{source.Name}_zero_point"), perChannel ? Tensor.Vector<T>(zeroPoints) : Tensor.Scalar(zeroPoints[0]));
        var result = NewValue($"{source.Name}_dequantized", ElementType.Float, numbers.Shape);
        var node = graph.AddNode("DequantizeLinear", [integers, scale, zeroPoint], [result], $"{source.Name}_DequantizeLinear", before);
        if (perChannel)
        {
            node.Attributes.Set("axis", axis);
        }

        return result;
    }

    private Value NewValue(string name, ElementType type, Shape? shape)
    {
        var value = graph.AddValue(graph.FreshName(name));
        (value.Type, value.Shape) = (type, shape);
        return value;
    }

    // The node after the producer: a pair placed there precedes every consumer.
    private Node Following(Value value)
    {
        var index = 0;
        if (value.Producer is { } producer)
        {
            while (graph.Nodes[index] != producer)
            {
                index++;
            }

            index++;
        }

        return graph.Nodes[index];
    }

    private void RemoveNodeIfUnused(Value value)
    {
        if (value.Uses.Count == 0)
        {
            graph.RemoveNode(value.Producer!);
            graph.RemoveValue(value);
        }
    }

    private void RemoveIfUnused(Value value)
    {
        if (value.Uses.Count == 0 && !graph.IsOutput(value))
        {
            graph.RemoveValue(value);
        }
    }
}
