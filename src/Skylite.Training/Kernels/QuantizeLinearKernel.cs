using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX QuantizeLinear on its own: integers, without gradients. A pair with DequantizeLinear is computed by <see cref="FakeQuantization"/>.</summary>
public sealed class QuantizeLinearKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "QuantizeLinear";

    // Only pairs with DequantizeLinear let gradients through, and they run as one.

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input == 0 ? ParameterRole.Weight : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 1);
        var type = node.Node.HasInput(2) ? node.Node.Input(2).Type : ElementType.UInt8;
        var (low, high) = Limits(type) ?? throw node.Refuse($"it quantises to {type}; 8-bit and 16-bit integers are supported.");
        var target = type switch
        {
            ElementType.Int8 => ScalarType.Int8,
            ElementType.UInt8 => ScalarType.UInt8,
            _ => ScalarType.Int32,
        };
        return frame =>
        {
            var input = frame.Input(0);
            using var scale = Broadcast(frame.Input(1), axis, input.Rank);
            using var ratio = Aten.Div(input, scale);
            using var rounded = Aten.Round(ratio);
            using var zero = frame.Optional(2) is { } point ? Broadcast(point, axis, input.Rank) : TorchTensor.Scalar(0);
            using var moved = Aten.Add(rounded, zero);
            using var limited = Aten.Clamp(moved, low, high);
            frame.SetOutput(0, Aten.To(limited, target));
        };
    }

    /// <summary>The smallest and largest integer of a quantised type; <see langword="null"/> for any other type.</summary>
    internal static (long Low, long High)? Limits(ElementType type) => type switch
    {
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        _ => null,
    };

    /// <summary>A vector of one value per slice of an axis, shaped so that it meets a tensor of the given rank.</summary>
    internal static TorchTensor Broadcast(TorchTensor values, long axis, int rank)
    {
        if (values.Rank == 0 || values.Count == 1)
        {
            return Aten.Reshape(values, []);
        }

        var shape = new long[rank];
        Array.Fill(shape, 1);
        shape[axis < 0 ? axis + rank : axis] = values.Count;
        return Aten.Reshape(values, shape);
    }
}
