using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Skylite.Graphs;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Blocks;

/// <summary>Adds layers to a graph, each with its parameters and known output shape.</summary>
/// <param name="Graph">The graph that grows.</param>
/// <param name="Options">What the network is built for.</param>
/// <remarks>A layer's name is its module path in PyTorch; its parameters are named as in the state dictionary.</remarks>
public sealed partial record NetworkBuilder(Graph Graph, ModelOptions Options)
{
    /// <summary>How parameters start.</summary>
    public WeightInitialization Initialization { get; init; } = WeightInitialization.KaimingFanOut;

    /// <summary>Text behind every node's name; parameters bear none, so that layers of one name share them.</summary>
    public string Suffix { get; private init; } = "";

    /// <summary>Logits beside the main ones, for deep supervision, coarsest first.</summary>
    public List<Value> SideOutputs { get; } = [];

    /// <summary>Channels of an image-shaped value [batch, channels, height, width], or length of [batch, features].</summary>
    public static int Channels(Value value) => (int)value.Shape![1].Length;

    /// <summary>Height of an image-shaped value.</summary>
    public static int Height(Value value) => (int)value.Shape![2].Length;

    /// <summary>Width of an image-shaped value.</summary>
    public static int Width(Value value) => (int)value.Shape![3].Length;

    /// <summary>The builder for the given pass through a shared (Siamese) tower: layers take the parameters that the first pass made.</summary>
    /// <param name="pass">Number of the pass, from 0.</param>
    public NetworkBuilder Again(int pass) => this with { Suffix = pass == 0 ? "" : $".again{pass}" };

    /// <summary>The builder for the given turn of a recurrence: layers take the parameters that the first turn made.</summary>
    /// <param name="turn">Number of the turn, from 0.</param>
    public NetworkBuilder Repeat(int turn) => turn == 0 ? this : this with { Suffix = $"{Suffix}.repeat{turn}" };

    /// <summary>Adds the block that the options name behind a level of an encoder; without one, nothing changes.</summary>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="isDeepest">Whether no level is smaller.</param>
    /// <remarks>
    /// Blocks that compare all pixels with all others are added where there are at most <see cref="Block.MostPixels"/>, and to the deepest level.
    /// </remarks>
    public Value Refine(string name, Value x, bool isDeepest = false) =>
        Options.Block is { } id && BlockCatalogue.Named(id) is var block && (isDeepest || !block.ComparesAllPixels || Height(x) * Width(x) <= Block.MostPixels)
            ? block.Add(this, name, x)
            : x;

    /// <summary>
    /// Where the options ask for deep supervision, gives logits of a level too: a pointwise convolution, at the size of the network's answer.
    /// </summary>
    /// <param name="name">The head's name.</param>
    /// <param name="x">What the level ends with.</param>
    /// <param name="model">A value of the answer's size.</param>
    public void Supervise(string name, Value x, Value model)
    {
        if (Options.DeepSupervision)
        {
            SideOutputs.Add(UpsampleLike($"{name}.up", Conv(name, x, new(Options.Classes, 1) { Bias = true }), model));
        }
    }

    /// <summary>A convolution with square kernel.</summary>
    /// <exception cref="ArgumentException">The image is smaller than the kernel.</exception>
    public Value Conv(string name, Value x, Convolution shape)
    {
        long[] dimensions = [shape.Channels, Channels(x) / shape.Groups, shape.Kernel, shape.Kernel];
        var weight = Parameter($"{name}.weight", dimensions, Fans.Of(dimensions), Copied(Initialization.Conv, shape.Copies));
        var bias = shape.Bias ? Parameter($"{name}.bias", [shape.Channels], Fans.Of(dimensions), Copied(Initialization.ConvBias, shape.Copies)) : null;
        var output = bias is null ? Apply("Conv", name, x, weight) : Apply("Conv", name, x, weight, bias);
        SetWindow(output, shape.Kernel, shape.Stride, shape.Padding);
        output.Producer!.Attributes.Set("dilations", (long[])[shape.Dilation, shape.Dilation]);
        output.Producer.Attributes.Set("group", shape.Groups);
        return Image(output, shape.Channels, Slide(name, Height(x), shape), Slide(name, Width(x), shape));
    }

    /// <summary>A convolution with rectangular kernel of odd sides, padded to keep the size, without bias.</summary>
    public Value Conv(string name, Value x, int channels, (int Height, int Width) kernel)
    {
        long[] dimensions = [channels, Channels(x), kernel.Height, kernel.Width];
        var output = Apply("Conv", name, x, Parameter($"{name}.weight", dimensions, Fans.Of(dimensions), Initialization.Conv));
        var (top, left) = (kernel.Height / 2, kernel.Width / 2);
        output.Producer!.Attributes.Set("kernel_shape", (long[])[kernel.Height, kernel.Width]);
        output.Producer.Attributes.Set("pads", (long[])[top, left, top, left]);
        return Image(output, channels, Height(x), Width(x));
    }

    /// <summary>Batch normalisation with running statistics; epsilon 1e-5, running statistics keep 0.9 of their old value.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="x">Value whose second axis is normalised.</param>
    /// <param name="scale">What the learnt scale starts at; at 0 the layer begins silent.</param>
    /// <remarks>Ioffe and Szegedy 2015.</remarks>
    public Value BatchNorm(string name, Value x, float scale = 1)
    {
        long[] dimensions = [Channels(x)];
        var output = Apply(
            "BatchNormalization",
            name,
            x,
            Constant($"{name}.weight", dimensions, scale),
            Constant($"{name}.bias", dimensions, 0),
            Constant($"{name}.running_mean", dimensions, 0),
            Constant($"{name}.running_var", dimensions, 1));
        output.Producer!.Attributes.Set("epsilon", 1e-5f);
        output.Producer.Attributes.Set("momentum", 0.9f);
        return Like(output, x);
    }

    /// <summary>max(x, 0).</summary>
    public Value Relu(string name, Value x) => Like(Apply("Relu", name, x), x);

    /// <summary>min(max(x, 0), 6), of Krizhevsky 2010.</summary>
    public Value Relu6(string name, Value x) =>
        Like(Apply("Clip", name, x, Shared("relu6.min", 0f), Shared("relu6.max", 6f)), x);

    /// <summary>The sum of two values of one shape.</summary>
    public Value Add(string name, Value a, Value b) => Like(Apply("Add", name, a, b), a);

    /// <summary>Channels of several values of one size, one after the other.</summary>
    public Value Concat(string name, params ReadOnlySpan<Value> values)
    {
        var output = Apply("Concat", name, values);
        output.Producer!.Attributes.Set("axis", 1);
        var channels = 0;
        foreach (var value in values)
        {
            channels += Channels(value);
        }

        return Image(output, channels, Height(values[0]), Width(values[0]));
    }

    /// <summary>Zeroes elements at random in training; does nothing otherwise.</summary>
    /// <remarks>Srivastava et al. 2014.</remarks>
    public Value Dropout(string name, Value x, float ratio) =>
        Like(Apply("Dropout", name, x, Constant($"{name}.ratio", [], ratio)), x);

    /// <summary>All axes but the batch made one.</summary>
    public Value Flatten(string name, Value x)
    {
        var output = Apply("Flatten", name, x);
        output.Producer!.Attributes.Set("axis", 1);
        return Row(output, Channels(x) * Height(x) * Width(x));
    }

    /// <summary>A fully connected layer on [batch, features].</summary>
    /// <exception cref="ArgumentException">The weight is larger than 2 GiB.</exception>
    public Value Linear(string name, Value x, int features)
    {
        long[] dimensions = [features, Channels(x)];
        var fans = Fans.Of(dimensions);
        var output = Apply(
            "Gemm",
            name,
            x,
            Parameter($"{name}.weight", dimensions, fans, Initialization.Linear),
            Parameter($"{name}.bias", [features], fans, Initialization.LinearBias));
        output.Producer!.Attributes.Set("transB", 1);
        return Row(output, features);
    }

    private Value Apply(string opType, string name, params ReadOnlySpan<Value?> inputs) => Graph.Apply(opType, name + Suffix, inputs);

    private static Value Like(Value output, Value model)
    {
        (output.Type, output.Shape) = (ElementType.Float, model.Shape);
        return output;
    }

    private static void SetWindow(Value output, int kernel, int stride, int padding)
    {
        var attributes = output.Producer!.Attributes;
        attributes.Set("kernel_shape", (long[])[kernel, kernel]);
        attributes.Set("strides", (long[])[stride, stride]);
        attributes.Set("pads", (long[])[padding, padding, padding, padding]);
    }

    private Value Image(Value output, int channels, int height, int width)
    {
        (output.Type, output.Shape) = (ElementType.Float, new Shape(Graph.Inputs[0].Shape![0], channels, height, width));
        return output;
    }

    private Value Row(Value output, int features)
    {
        (output.Type, output.Shape) = (ElementType.Float, new Shape(Graph.Inputs[0].Shape![0], features));
        return output;
    }

    private int Slide(string name, int length, Convolution shape) => Slide(name, length + (2 * shape.Padding) - shape.Extent, shape.Stride);

    private int Slide(string name, int room, int stride) => room >= 0
        ? (room / stride) + 1
        : throw new ArgumentException(
            $"Images of {Options.Width}×{Options.Height} pixels are too small for {Graph.Name}: "
            + $"nothing is left at layer '{name}'. Take larger images, or a network that shrinks them less.");

    private static Fill Copied(Fill fill, int copies) => copies == 1 ? fill : (target, fans, stream) =>
    {
        var first = target[..(target.Length / copies)];
        fill(first, fans, stream);
        for (var copy = 1; copy < copies; copy++)
        {
            first.CopyTo(target[(copy * first.Length)..]);
        }
    };

    private Value Parameter(string name, ReadOnlySpan<long> dimensions, Fans fans, Fill fill)
    {
        if (IsShared(name, out var shared))
        {
            return shared;
        }

        var size = Shape.Of(dimensions).ElementCount * sizeof(float);
        if (size > Array.MaxLength)
        {
            throw new ArgumentException(
                $"'{name}' of {Graph.Name} would take {size >> 30} GiB for images of {Options.Width}×{Options.Height} pixels. "
                + "Take smaller images or a smaller width multiplier.");
        }

        var bytes = new byte[size];
        if (Options.RandomWeights)
        {
            fill(MemoryMarshal.Cast<byte, float>(bytes.AsSpan()), fans, new RandomStream(Options.Seed, name));
        }

        return Graph.AddInitializer(name, new Tensor(ElementType.Float, dimensions, bytes));
    }

    private Value Constant(string name, ReadOnlySpan<long> dimensions, float value)
    {
        if (IsShared(name, out var shared))
        {
            return shared;
        }

        var values = new float[Shape.Of(dimensions).ElementCount];
        Array.Fill(values, value);
        return Graph.AddInitializer(name, Tensor.Create<float>(values, dimensions));
    }

    private bool IsShared(string name, [NotNullWhen(true)] out Value? value)
    {
        value = null;
        return Suffix.Length > 0 && Graph.TryGetValue(name, out value);
    }

    private Value Shared(string name, float value) =>
        Graph.TryGetValue(name, out var found) ? found : Constant(name, [], value);
}
