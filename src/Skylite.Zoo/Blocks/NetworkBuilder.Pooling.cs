using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <content>Pooling.</content>
public sealed partial record NetworkBuilder
{
    /// <summary>Maximum over square windows.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="window">Kernel, stride and padding.</param>
    /// <param name="ceil">Whether a last window that only partly lies in the image counts.</param>
    /// <exception cref="ArgumentException">The image is smaller than the window.</exception>
    public Value MaxPool(string name, Value x, PoolingWindow window, bool ceil = false)
    {
        var output = Apply("MaxPool", name, x);
        SetWindow(output, window.Kernel, window.Stride, window.Padding);
        output.Producer!.Attributes.Set("ceil_mode", ceil ? 1 : 0);
        return Image(output, Channels(x), Length(Height(x)), Length(Width(x)));

        int Length(int length)
        {
            var room = length + (2 * window.Padding) - window.Kernel;
            var count = Slide(name, room, window.Stride);

            // A window may start only inside the image, not in the padding behind it.
            return ceil && room % window.Stride != 0 && count * window.Stride < length + window.Padding ? count + 1 : count;
        }
    }

    /// <summary>The mean of each channel: [batch, channels, 1, 1].</summary>
    public Value GlobalAveragePool(string name, Value x) => Image(Apply("GlobalAveragePool", name, x), Channels(x), 1, 1);

    /// <summary>
    /// Means over a grid of <paramref name="side"/> × <paramref name="side"/> cells that covers the image; cell i spans ⌊i·n/side⌋ … ⌈(i+1)·n/side⌉.
    /// </summary>
    /// <remarks>
    /// Nothing where the image has that size; one AveragePool where it is a multiple of it. Otherwise each axis is first stretched by repeating
    /// indices (Gather) until all cells are equally long, which leaves every mean exactly as it is.
    /// </remarks>
    public Value AdaptiveAveragePool(string name, Value x, int side)
    {
        var (height, width) = (Height(x), Width(x));
        if (height % side != 0)
        {
            x = StretchedMean($"{name}.rows", x, axis: 2, side);
        }

        if (width % side != 0)
        {
            x = StretchedMean($"{name}.columns", x, axis: 3, side);
        }

        return (Height(x), Width(x)) == (side, side) ? x : AveragePool(name, x, Height(x) / side, Width(x) / side);
    }

    private Value StretchedMean(string name, Value x, int axis, int side)
    {
        var length = (int)x.Shape![axis].Length;
        var cells = Enumerable.Range(0, side)
            .Select(i => (Start: i * length / side, End: (((i + 1) * length) + side - 1) / side))
            .ToArray();
        var window = cells.Select(c => c.End - c.Start).Distinct().Aggregate(LeastCommonMultiple);
        var indices = cells
            .SelectMany(c => Enumerable.Range(c.Start, c.End - c.Start).SelectMany(i => Enumerable.Repeat((long)i, window / (c.End - c.Start))))
            .ToArray();

        var stretched = Apply("Gather", $"{name}.stretch", x, Constants($"{name}.indices", Tensor.Vector<long>(indices)));
        stretched.Producer!.Attributes.Set("axis", axis);
        (stretched.Type, stretched.Shape) = (ElementType.Float, x.Shape.With(axis, indices.Length));
        return window == 1 ? stretched
            : axis == 2 ? AveragePool($"{name}.mean", stretched, window, 1)
            : AveragePool($"{name}.mean", stretched, 1, window);
    }

    private Value AveragePool(string name, Value x, int height, int width)
    {
        var output = Apply("AveragePool", name, x);
        var attributes = output.Producer!.Attributes;
        attributes.Set("kernel_shape", (long[])[height, width]);
        attributes.Set("strides", (long[])[height, width]);
        attributes.Set("pads", (long[])[0, 0, 0, 0]);
        return Image(output, Channels(x), Height(x) / height, Width(x) / width);
    }

    private static int LeastCommonMultiple(int a, int b)
    {
        var (x, y) = (a, b);
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        return a / x * b;
    }
}
