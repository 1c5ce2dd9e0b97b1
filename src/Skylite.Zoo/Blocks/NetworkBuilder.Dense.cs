using Skylite.Graphs;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Blocks;

/// <content>What networks with one answer for each pixel need.</content>
public sealed partial record NetworkBuilder
{
    /// <summary>A transposed convolution with square kernel.</summary>
    /// <remarks>Its weight is [inputs, outputs, kernel, kernel].</remarks>
    public Value ConvTranspose(string name, Value x, Transposition shape)
    {
        long[] dimensions = [Channels(x), shape.Channels, shape.Kernel, shape.Kernel];
        var fans = Fans.Of(dimensions);
        var weight = Parameter($"{name}.weight", dimensions, fans, Initialization.Conv);
        var output = shape.Bias
            ? Apply("ConvTranspose", name, x, weight, Parameter($"{name}.bias", [shape.Channels], fans, Initialization.ConvBias))
            : Apply("ConvTranspose", name, x, weight);
        SetWindow(output, shape.Kernel, shape.Stride, shape.Padding);
        output.Producer!.Attributes.Set("output_padding", (long[])[shape.OutputPadding, shape.OutputPadding]);
        return Image(output, shape.Channels, Length(Height(x)), Length(Width(x)));

        int Length(int length) => ((length - 1) * shape.Stride) - (2 * shape.Padding) + shape.Kernel + shape.OutputPadding;
    }

    /// <summary>Bilinear interpolation to a size.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="corners">Whether the outermost pixel centres stay where they are; otherwise pixel centres lie at half integers.</param>
    public Value Upsample(string name, Value x, int height, int width, bool corners = false)
    {
        if ((Height(x), Width(x)) == (height, width))
        {
            return x;
        }

        var output = Resize(name, x, height, width);
        output.Producer!.Attributes.Set("mode", "linear");
        output.Producer.Attributes.Set("coordinate_transformation_mode", corners ? "align_corners" : "half_pixel");
        return output;
    }

    /// <summary>Repeats every pixel.</summary>
    public Value RepeatPixels(string name, Value x, int times)
    {
        var output = Resize(name, x, Height(x) * times, Width(x) * times);
        output.Producer!.Attributes.Set("mode", "nearest");
        output.Producer.Attributes.Set("coordinate_transformation_mode", "asymmetric");
        output.Producer.Attributes.Set("nearest_mode", "floor");
        return output;
    }

    /// <summary>Bilinear interpolation to the size of another value.</summary>
    public Value UpsampleLike(string name, Value x, Value model) => Upsample(name, x, Height(model), Width(model));

    /// <summary>Squares of pixels become channels: [batch, channels · side², height / side, width / side].</summary>
    /// <exception cref="ArgumentException">The image cannot be divided so.</exception>
    public Value SpaceToDepth(string name, Value x, int side)
    {
        if (Height(x) % side != 0 || Width(x) % side != 0)
        {
            throw new ArgumentException($"The network takes images whose sides are multiples of {side}, not {Height(x)} × {Width(x)}.");
        }

        return Rearrange("SpaceToDepth", name, x, side, (Channels(x) * side * side, Height(x) / side, Width(x) / side));
    }

    /// <summary>The opposite: [batch, channels / side², height · side, width · side].</summary>
    public Value DepthToSpace(string name, Value x, int side) =>
        Rearrange("DepthToSpace", name, x, side, (Channels(x) / (side * side), Height(x) * side, Width(x) * side));

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

    /// <summary>Two values of one height, side by side.</summary>
    public Value Columns(string name, Value left, Value right)
    {
        var output = Apply("Concat", name, left, right);
        output.Producer!.Attributes.Set("axis", 3);
        return Image(output, Channels(left), Height(left), Width(left) + Width(right));
    }

    private Value Rearrange(string operation, string name, Value x, int side, (int Channels, int Height, int Width) size)
    {
        var output = Apply(operation, name, x);
        output.Producer!.Attributes.Set("blocksize", side);
        return Image(output, size.Channels, size.Height, size.Width);
    }

    private Value Resize(string name, Value x, int height, int width)
    {
        float[] scales = [1, 1, ScaleTo(Height(x), height), ScaleTo(Width(x), width)];
        return Image(Apply("Resize", name, x, null, Constants($"{name}.scales", Tensor.Vector<float>(scales))), Channels(x), height, width);
    }

    private Value Constants(string name, Tensor contents) => IsShared(name, out var shared) ? shared : Graph.AddInitializer(name, contents);

    // The product with the length must not fall below the wanted one by rounding.
    private static float ScaleTo(int from, int to)
    {
        var scale = (float)to / from;
        return Math.Floor((double)from * scale) < to ? MathF.BitIncrement(scale) : scale;
    }
}
