using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX MaxPool over one to three spatial axes, with the places of the maxima where they are asked for.</summary>
public sealed class MaxPoolKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "MaxPool";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var window = new SpatialWindow(node, node.Attributes.Ints("kernel_shape") ?? throw node.Refuse("'kernel_shape' is missing."));
        var columnsFirst = node.Attributes.Int("storage_order", 0) != 0;
        var plain = new PoolingOptions
        {
            Kernel = window.Kernel,
            Stride = window.Strides,
            Dilation = window.Dilations,
            Padding = new long[window.Rank],
        };
        var own = window.IsFixedAndSmall(out var padding)
            ? plain with { Padding = padding, CeilMode = node.Attributes.Int("ceil_mode", 0) != 0 }
            : null;
        return frame =>
        {
            var input = frame.Input(0);
            if (own is not null && input.Type.IsFloatingPoint() && !frame.Wants(1))
            {
                frame.SetOutput(0, Aten.MaxPoolNd(input, own));
                return;
            }

            var (begin, end) = window.Padding(input.Shape);
            var after = end.Zip(window.Surplus(input.Shape, begin, end), (e, s) => e + s).ToArray();
            using var numbers = input.Type.IsFloatingPoint() ? input.Alias() : Aten.To(input, ScalarType.Float64);
            using var padded = SpatialWindow.Pad(numbers, begin, after, double.NegativeInfinity);
            if (!frame.Wants(1))
            {
                frame.SetOutput(0, Typed(Aten.MaxPoolNd(padded, plain), input.Type));
                return;
            }

            var (values, places) = PoolWithPlaces(padded, plain);
            frame.SetOutput(0, Typed(values, input.Type));
            frame.SetOutput(1, Number(places, padded.Shape, begin, input.Shape, columnsFirst));
        };
    }

    private static TorchTensor Typed(TorchTensor values, ScalarType type)
    {
        if (values.Type == type)
        {
            return values;
        }

        using (values)
        {
            return Aten.To(values, type);
        }
    }

    private static (TorchTensor Values, TorchTensor Places) PoolWithPlaces(TorchTensor x, PoolingOptions options)
    {
        if (x.Rank != 3)
        {
            return x.Rank == 4 ? Aten.MaxPool2dWithIndices(x, options) : Aten.MaxPool3dWithIndices(x, options);
        }

        using var image = Aten.Unsqueeze(x, 2);
        var (values, places) = Aten.MaxPool2dWithIndices(image, new PoolingOptions
        {
            Kernel = [1, .. options.Kernel],
            Stride = [1, .. options.Stride],
            Dilation = [1, .. options.Dilation],
            Padding = [0, 0],
        });
        using (values)
        using (places)
        {
            return (Aten.Squeeze(values, 2), Aten.Squeeze(places, 2));
        }
    }

    // libtorch numbers the pixels of one padded channel, ONNX the elements of the whole tensor
    private static TorchTensor Number(TorchTensor places, long[] padded, long[] begin, long[] shape, bool columnsFirst)
    {
        var numbers = places.ToArray<long>();
        var axes = shape.Length - 2;
        long pixels = TupleIndices.Product(shape.AsSpan(2)), each = numbers.Length / Math.Max(1, shape[0] * shape[1]);
        for (var i = 0; i < numbers.Length; i++)
        {
            var (left, place, stride) = (numbers[i], 0L, 1L);
            var coordinates = new long[axes];
            for (var axis = axes - 1; axis >= 0; axis--)
            {
                coordinates[axis] = (left % padded[axis + 2]) - begin[axis];
                left /= padded[axis + 2];
            }

            for (var step = 0; step < axes; step++)
            {
                var axis = columnsFirst ? step : axes - 1 - step;
                place += coordinates[axis] * stride;
                stride *= shape[axis + 2];
            }

            numbers[i] = (i / each * pixels) + place;
        }

        return TorchTensor.From<long>(numbers, places.Shape);
    }
}
