using Skylite.Graphs;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Blocks;

/// <content>What networks with one answer for each pixel need.</content>
public sealed partial record NetworkBuilder
{
    /// <summary>A transposed convolution with square kernel and bias.</summary>
    /// <remarks>Its weight is [inputs, outputs, kernel, kernel].</remarks>
    public Value ConvTranspose(string name, Value x, Transposition shape)
    {
        long[] dimensions = [Channels(x), shape.Channels, shape.Kernel, shape.Kernel];
        var fans = Fans.Of(dimensions);
        var output = Apply(
            "ConvTranspose",
            name,
            x,
            Parameter($"{name}.weight", dimensions, fans, Initialization.Conv),
            Parameter($"{name}.bias", [shape.Channels], fans, Initialization.ConvBias));
        SetWindow(output, shape.Kernel, shape.Stride, shape.Padding);
        output.Producer!.Attributes.Set("output_padding", (long[])[shape.OutputPadding, shape.OutputPadding]);
        return Image(output, shape.Channels, Length(Height(x)), Length(Width(x)));

        int Length(int length) => ((length - 1) * shape.Stride) - (2 * shape.Padding) + shape.Kernel + shape.OutputPadding;
    }

    /// <summary>Bilinear interpolation to a size, pixel centres at half integers.</summary>
    public Value Upsample(string name, Value x, int height, int width)
    {
        if ((Height(x), Width(x)) == (height, width))
        {
            return x;
        }

        float[] scales = [1, 1, ScaleTo(Height(x), height), ScaleTo(Width(x), width)];
        var output = Apply("Resize", name, x, null, Constants($"{name}.scales", Tensor.Vector<float>(scales)));
        output.Producer!.Attributes.Set("mode", "linear");
        output.Producer.Attributes.Set("coordinate_transformation_mode", "half_pixel");
        return Image(output, Channels(x), height, width);
    }

    /// <summary>Bilinear interpolation to the size of another value.</summary>
    public Value UpsampleLike(string name, Value x, Value model) => Upsample(name, x, Height(model), Width(model));

    /// <summary>1 / (1 + e^−x).</summary>
    public Value Sigmoid(string name, Value x) => Like(Apply("Sigmoid", name, x), x);

    /// <summary>|x|.</summary>
    public Value Abs(string name, Value x) => Like(Apply("Abs", name, x), x);

    /// <summary>a − b of one shape.</summary>
    public Value Subtract(string name, Value a, Value b) => Like(Apply("Sub", name, a, b), a);

    /// <summary>a · b, where b may be broadcast to the shape of a.</summary>
    public Value Multiply(string name, Value a, Value b) => Like(Apply("Mul", name, a, b), a);

    /// <summary>The largest value of each channel: [batch, channels, 1, 1].</summary>
    public Value GlobalMaxPool(string name, Value x) => Image(Apply("GlobalMaxPool", name, x), Channels(x), 1, 1);

    /// <summary>Two values of width 1, side by side.</summary>
    public Value Columns(string name, Value left, Value right)
    {
        var output = Apply("Concat", name, left, right);
        output.Producer!.Attributes.Set("axis", 3);
        return Image(output, Channels(left), Height(left), 2);
    }

    /// <summary>The sum over the width, which becomes 1.</summary>
    public Value SumOfColumns(string name, Value x)
    {
        var output = Apply("ReduceSum", name, x, Constants($"{name}.axes", Tensor.Vector<long>([3L])));
        output.Producer!.Attributes.Set("keepdims", 1);
        return Image(output, Channels(x), Height(x), 1);
    }

    private Value Constants(string name, Tensor contents) => IsShared(name, out var shared) ? shared : Graph.AddInitializer(name, contents);

    // The product with the length must not fall below the wanted one by rounding.
    private static float ScaleTo(int from, int to)
    {
        var scale = (float)to / from;
        return Math.Floor((double)from * scale) < to ? MathF.BitIncrement(scale) : scale;
    }
}
