using System.Globalization;
using Skylite.Graphs;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Blocks;

/// <content>Matrices, tokens and statistics: what attention is written with.</content>
public sealed partial record NetworkBuilder
{
    /// <summary>Other axes for the same elements.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="x">Any value.</param>
    /// <param name="lengths">The lengths behind the batch, which stays.</param>
    public Value Reshape(string name, Value x, params ReadOnlySpan<long> lengths)
    {
        var output = Apply("Reshape", name, x, Constants($"{name}.shape", Tensor.Vector<long>([0, .. lengths])));
        return Shaped(output, new Shape([x.Shape![0], .. lengths.ToArray().Select(l => (Dimension)l)]));
    }

    /// <summary>The axes in another order.</summary>
    public Value Transpose(string name, Value x, params ReadOnlySpan<long> order)
    {
        var output = Apply("Transpose", name, x);
        output.Producer!.Attributes.Set("perm", order.ToArray());
        return Shaped(output, new Shape([.. order.ToArray().Select(axis => x.Shape![(int)axis])]));
    }

    /// <summary>The matrix product over the last two axes; the axes before them are those of a.</summary>
    public Value MatMul(string name, Value a, Value b) =>
        Shaped(Apply("MatMul", name, a, b), a.Shape!.With(a.Shape!.Rank - 1, b.Shape![b.Shape!.Rank - 1]));

    /// <summary>Number of features of tokens [batch, tokens, features].</summary>
    public static int Features(Value tokens) => (int)tokens.Shape![2].Length;

    /// <summary>Tokens of several values of one width, one after the other.</summary>
    public Value Rows(string name, params ReadOnlySpan<Value> values)
    {
        var output = Apply("Concat", name, values);
        output.Producer!.Attributes.Set("axis", 1);
        long rows = 0;
        foreach (var value in values)
        {
            rows += value.Shape![1].Length;
        }

        return Shaped(output, values[0].Shape!.With(1, rows));
    }

    /// <summary>Exponentials that sum to one along an axis.</summary>
    public Value Softmax(string name, Value x, int axis)
    {
        var output = Apply("Softmax", name, x);
        output.Producer!.Attributes.Set("axis", axis);
        return Like(output, x);
    }

    /// <summary>The mean over some axes, which become 1.</summary>
    public Value Mean(string name, Value x, params ReadOnlySpan<int> axes) => Reduce("ReduceMean", name, x, axes);

    /// <summary>The largest element over some axes, which become 1.</summary>
    public Value Max(string name, Value x, params ReadOnlySpan<int> axes) => Reduce("ReduceMax", name, x, axes);

    /// <summary>The sum over one axis, which becomes 1.</summary>
    public Value Sum(string name, Value x, int axis)
    {
        var output = Apply("ReduceSum", name, x, Constants($"{name}.axes", Tensor.Vector<long>([(long)axis])));
        output.Producer!.Attributes.Set("keepdims", 1);
        return Shaped(output, x.Shape!.With(axis, 1));
    }

    /// <summary>The elements of a range along one axis.</summary>
    public Value Slice(string name, Value x, int axis, int start, int length)
    {
        var output = Apply(
            "Slice",
            name,
            x,
            Constants($"{name}.starts", Tensor.Vector<long>([(long)start])),
            Constants($"{name}.ends", Tensor.Vector<long>([(long)start + length])),
            Constants($"{name}.axes", Tensor.Vector<long>([(long)axis])));
        return Shaped(output, x.Shape!.With(axis, length));
    }

    /// <summary>The channels in another order: channel i of the result is channel <paramref name="order"/>[i].</summary>
    public Value Reorder(string name, Value x, IEnumerable<int> order)
    {
        var output = Apply("Gather", name, x, Constants($"{name}.indices", Tensor.Vector<long>([.. order.Select(i => (long)i)])));
        output.Producer!.Attributes.Set("axis", 1);
        return Like(output, x);
    }

    /// <summary>Normalises the axes from <paramref name="axis"/> on together, with learnt scale and shift; epsilon 1e-5.</summary>
    /// <remarks>Ba, Kiros and Hinton 2016.</remarks>
    public Value LayerNorm(string name, Value x, int axis)
    {
        long[] dimensions = [.. x.Shape!.Skip(axis).Select(d => d.Length)];
        var output = Apply("LayerNormalization", name, x, Constant($"{name}.weight", dimensions, 1), Constant($"{name}.bias", dimensions, 0));
        output.Producer!.Attributes.Set("axis", axis);
        output.Producer.Attributes.Set("epsilon", 1e-5f);
        return Like(output, x);
    }

    /// <summary>A linear layer on the last axis of tokens [batch, tokens, features]; its weight is [inputs, outputs].</summary>
    public Value Project(string name, Value x, int features, bool bias)
    {
        long[] dimensions = [x.Shape![x.Shape!.Rank - 1].Length, features];
        var fans = new Fans(dimensions[0], dimensions[1]);
        var product = MatMul($"{name}.product", x, Parameter($"{name}.weight", dimensions, fans, Initialization.Linear));
        return bias ? Add(name, product, Parameter($"{name}.bias", [features], fans, Initialization.LinearBias)) : product;
    }

    /// <summary>Adds a learnt table that is broadcast over the batch.</summary>
    /// <remarks>It starts normally distributed with deviation 1.</remarks>
    public Value AddTable(string name, Value x, params ReadOnlySpan<long> dimensions) =>
        Add($"{name}.add", x, Parameter(name, dimensions, default, static (target, _, stream) => stream.FillNormal(target, 1)));

    /// <summary>A learnt factor for each channel, which starts at <paramref name="start"/>.</summary>
    public Value ScaleChannels(string name, Value x, float start) => Multiply($"{name}.mul", x, Constant(name, [1, Channels(x), 1, 1], start));

    /// <summary>x · Φ(x), with the normal distribution's Φ by its error function.</summary>
    /// <remarks>Hendrycks and Gimpel 2016.</remarks>
    public Value Gelu(string name, Value x)
    {
        var error = Like(Apply("Erf", $"{name}.erf", Multiply($"{name}.scale", x, Number(MathF.Sqrt(0.5f)))), x);
        return Multiply($"{name}.half", Multiply($"{name}.mul", x, Add($"{name}.add", error, Number(1))), Number(0.5f));
    }

    /// <summary>x · sigmoid(x).</summary>
    /// <remarks>Elfwing, Uchibe and Doya 2017; also known as swish.</remarks>
    public Value Silu(string name, Value x) => Multiply($"{name}.mul", x, Sigmoid($"{name}.sigmoid", x));

    /// <summary>max(x, 0) + a · min(x, 0) with one learnt slope for all channels, which starts at 0.25.</summary>
    /// <remarks>He et al. 2015.</remarks>
    public Value PRelu(string name, Value x) => Like(Apply("PRelu", name, x, Constant($"{name}.weight", [1], 0.25f)), x);

    /// <summary>Every channel of every image with mean 0 and variance 1, without parameters; epsilon 1e-5.</summary>
    /// <remarks>
    /// Ulyanov, Vedaldi and Lempitsky 2016. Written out, as ONNX's own operator would bring a scale and a shift for each channel, which training would adapt.
    /// </remarks>
    public Value InstanceNorm(string name, Value x)
    {
        var (centred, square) = Deviations(name, x);
        var variance = Mean($"{name}.variance", square, 2, 3);
        var deviation = Like(Apply("Sqrt", $"{name}.sqrt", Add($"{name}.add", variance, Number(1e-5f))), variance);
        return Divide($"{name}.div", centred, deviation);
    }

    /// <summary>The differences from each channel's mean, and their squares.</summary>
    public (Value Centred, Value Square) Deviations(string name, Value x)
    {
        var centred = Subtract($"{name}.centred", x, GlobalAveragePool($"{name}.mean", x));
        return (centred, Multiply($"{name}.square", centred, centred));
    }

    /// <summary>a / b, where b may be broadcast to the shape of a.</summary>
    public Value Divide(string name, Value a, Value b) => Like(Apply("Div", name, a, b), a);

    /// <summary>−x.</summary>
    public Value Negate(string name, Value x) => Like(Apply("Neg", name, x), x);

    /// <summary>A number in the network's formula, which training leaves alone.</summary>
    public Value Number(float value) => Shared(string.Create(CultureInfo.InvariantCulture, $"number.{value:R}"), value);

    /// <summary>Numbers in the network's formula, which training leaves alone: a node of their own, as initializers would count as learnt.</summary>
    public Value Numbers(string name, Tensor contents)
    {
        if (Graph.TryGetValue(name, out var found))
        {
            return found;
        }

        var output = Graph.Apply("Constant", name);
        output.Producer!.Attributes.Set("value", new GraphAttribute.Constant(contents));
        return Shaped(output, contents.Shape);
    }

    /// <summary>Samples an image at places: [batch, rows, columns, 2] of x and y from −1 to 1 between the image's outer edges; zero outside.</summary>
    public Value Sample(string name, Value x, Value places)
    {
        var output = Apply("GridSample", name, x, places);
        output.Producer!.Attributes.Set("mode", "bilinear");
        output.Producer.Attributes.Set("padding_mode", "zeros");
        output.Producer.Attributes.Set("align_corners", 0);
        return Shaped(output, new Shape(x.Shape![0], x.Shape[1], places.Shape![1], places.Shape[2]));
    }

    private static Value Shaped(Value output, Shape shape)
    {
        (output.Type, output.Shape) = (ElementType.Float, shape);
        return output;
    }

    // Until operator set 18 the axes are an attribute.
    private Value Reduce(string operation, string name, Value x, ReadOnlySpan<int> axes)
    {
        var output = Apply(operation, name, x);
        output.Producer!.Attributes.Set("axes", Array.ConvertAll(axes.ToArray(), a => (long)a));
        output.Producer.Attributes.Set("keepdims", 1);
        var shape = x.Shape!;
        foreach (var axis in axes)
        {
            shape = shape.With(axis, 1);
        }

        return Shaped(output, shape);
    }
}
