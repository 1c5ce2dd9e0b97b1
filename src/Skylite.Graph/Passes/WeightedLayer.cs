namespace Skylite.Graphs.Passes;

/// <summary>A Conv, ConvTranspose or Gemm with stored float weights, seen as weights [from, to] so that factors can be merged into it.</summary>
internal sealed class WeightedLayer
{
    private readonly Node _node;
    private readonly Tensor _weight;
    private readonly float[] _bias;
    private readonly long _group;
    private readonly long _kernel;

    private WeightedLayer(Node node, Tensor weight, float[] bias, long group, (long Inputs, long Outputs, long Kernel) lengths)
    {
        (_node, _weight, _bias, _group) = (node, weight, bias, group);
        (InputChannels, OutputChannels, _kernel) = lengths;
    }

    public long InputChannels { get; }

    public long OutputChannels { get; }

    /// <summary>The layer, or <see langword="null"/> when the node is none or cannot be changed exactly.</summary>
    public static WeightedLayer? Of(Node node)
    {
        if (node.Domain.Length > 0 || node.OpType is not ("Conv" or "ConvTranspose" or "Gemm")
            || node.Input(1).Constant is not { Type: ElementType.Float } weight || (node.HasInput(2) && node.Input(2).Constant is null))
        {
            return null;
        }

        var group = node.Attributes.Int("group", 1);
        var d = weight.Dimensions;
        var lengths = node.OpType switch
        {
            "Gemm" when node.Attributes.Int("transB", 0) != 0 => (d[1], d[0], 1L),
            "Gemm" => (d[0], d[1], 1L),
            "Conv" => (d[1] * group, d[0], Shape.Of(d[2..]).ElementCount),
            _ => (d[0], d[1] * group, Shape.Of(d[2..]).ElementCount),
        };
        return Bias(node, lengths.Item2) is { } bias ? new WeightedLayer(node, weight, bias, group, lengths) : null;
    }

    /// <summary>Whether a summand on the input can be moved into the bias: not where zeros are padded in after it.</summary>
    public bool TakesShiftedInput(ChannelAffine affine) =>
        _node.OpType switch
        {
            "Gemm" => _node.Attributes.Int("transA", 0) == 0,
            "Conv" => Array.TrueForAll(affine.Shift, s => s == 0)
                || (_node.Attributes.Text("auto_pad", "NOTSET") is "NOTSET" or "VALID" && (_node.Attributes.Ints("pads")?.All(p => p == 0) ?? true)),
            _ => false,
        };

    /// <summary>Weights and bias of the layer followed by the factors.</summary>
    public (Tensor Weight, Tensor Bias) ScaleOutputs(ChannelAffine affine)
    {
        var weight = _weight.ToSingle();
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = (float)(weight[i] * affine.Scale[Channels(i).Output]);
        }

        var bias = _bias.Select((b, i) => (float)((b * affine.Scale[i]) + affine.Shift[i])).ToArray();
        return (Tensor.Create<float>(weight, _weight.Dimensions), Tensor.Vector<float>(bias));
    }

    /// <summary>Weights and bias of the layer preceded by the factors.</summary>
    public (Tensor Weight, Tensor Bias) ScaleInputs(ChannelAffine affine)
    {
        var weight = _weight.ToSingle();
        var bias = Array.ConvertAll(_bias, b => (double)b);
        var alpha = _node.OpType == "Gemm" ? _node.Attributes.Float("alpha", 1) : 1;
        for (var i = 0; i < weight.Length; i++)
        {
            var (input, output) = Channels(i);
            bias[output] += alpha * weight[i] * affine.Shift[input];
            weight[i] = (float)(weight[i] * affine.Scale[input]);
        }

        return (Tensor.Create<float>(weight, _weight.Dimensions), Tensor.Vector<float>(Array.ConvertAll(bias, b => (float)b)));
    }

    private static float[]? Bias(Node node, long outputs)
    {
        if (!node.HasInput(2))
        {
            return new float[outputs];
        }

        var stored = node.Input(2).Constant!;
        var beta = node.OpType == "Gemm" ? node.Attributes.Float("beta", 1) : 1;
        if (stored.Type != ElementType.Float || (stored.Count != outputs && stored.Count != 1) || stored.Rank > 2
            || (stored.Rank == 2 && stored.Dimensions[0] != 1))
        {
            return null;
        }

        var values = stored.ToSingle();
        return [.. Enumerable.Range(0, (int)outputs).Select(i => beta * values[values.Length == 1 ? 0 : i])];
    }

    /// <summary>The input and output channel that one weight connects.</summary>
    private (int Input, int Output) Channels(long index)
    {
        var (first, second) = ((int)(index / _kernel / _weight.Dimensions[1]), (int)(index / _kernel % _weight.Dimensions[1]));
        return _node.OpType switch
        {
            "Gemm" => _node.Attributes.Int("transB", 0) != 0 ? (second, first) : (first, second),
            "Conv" => ((int)((first / (OutputChannels / _group) * _weight.Dimensions[1]) + second), first),
            _ => (first, (int)((first / (InputChannels / _group) * _weight.Dimensions[1]) + second)),
        };
    }
}
