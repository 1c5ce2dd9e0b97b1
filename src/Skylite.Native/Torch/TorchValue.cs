using System.Globalization;

namespace Skylite.Native.Torch;

/// <summary>
/// One argument of an operator. Tensors, numbers, texts, lists and element types convert to it by themselves; null means "none".
/// </summary>
public readonly struct TorchValue
{
    internal readonly object? Reference;
    internal readonly long Bits;
    internal readonly NativeTag Tag;

    private TorchValue(NativeTag tag, object? reference, long bits = 0)
    {
        Tag = tag;
        Reference = reference;
        Bits = bits;
    }

    /// <summary>The default that the operator's schema gives.</summary>
    public static TorchValue Default => new(NativeTag.Default, null);

    /// <summary>No value, for an optional argument.</summary>
    public static TorchValue None => default;

    /// <summary>A tensor; null means "none".</summary>
    /// <param name="tensor">The tensor.</param>
    public static implicit operator TorchValue(TorchTensor? tensor) => tensor is null ? default : new(NativeTag.Tensor, tensor);

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator TorchValue(long value) => new(NativeTag.Int, null, value);

    /// <summary>An integer; null means "none".</summary>
    /// <param name="value">The number.</param>
    public static implicit operator TorchValue(long? value) => value is { } number ? number : default(TorchValue);

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator TorchValue(int value) => new(NativeTag.Int, null, value);

    /// <summary>A floating-point number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator TorchValue(double value) => new(NativeTag.Double, null, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A floating-point number; null means "none".</summary>
    /// <param name="value">The number.</param>
    public static implicit operator TorchValue(double? value) => value is { } number ? number : default(TorchValue);

    /// <summary>A truth value.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator TorchValue(bool value) => new(NativeTag.Bool, null, value ? 1 : 0);

    /// <summary>A text; null means "none".</summary>
    /// <param name="text">The text.</param>
    public static implicit operator TorchValue(string? text) => text is null ? default : new(NativeTag.String, text);

    /// <summary>An element type.</summary>
    /// <param name="type">The type.</param>
    public static implicit operator TorchValue(ScalarType type) => new(NativeTag.Int, null, (long)type);

    /// <summary>An element type; null means "none".</summary>
    /// <param name="type">The type.</param>
    public static implicit operator TorchValue(ScalarType? type) => type is { } given ? given : default(TorchValue);

    /// <summary>An order of axes in memory.</summary>
    /// <param name="format">The order.</param>
    public static implicit operator TorchValue(MemoryFormat format) => new(NativeTag.Int, null, (long)format);

    /// <summary>A device.</summary>
    /// <param name="device">The device.</param>
    public static implicit operator TorchValue(TorchDevice device) => new(NativeTag.Device, null, device.Packed);

    /// <summary>A list of integers, not copied; null means "none".</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator TorchValue(long[]? values) => values is null ? default : new(NativeTag.IntList, values);

    /// <summary>A list of integers, copied.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator TorchValue(ReadOnlySpan<long> values) => new(NativeTag.IntList, values.ToArray());

    /// <summary>A list of floating-point numbers, not copied; null means "none".</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator TorchValue(double[]? values) => values is null ? default : new(NativeTag.DoubleList, values);

    /// <summary>A list of truth values, not copied.</summary>
    /// <param name="values">The truth values.</param>
    public static implicit operator TorchValue(bool[] values) => new(NativeTag.BoolList, values);

    /// <summary>A list of tensors, not copied.</summary>
    /// <param name="tensors">The tensors; null entries are allowed where the operator takes optional ones.</param>
    public static implicit operator TorchValue(TorchTensor?[] tensors) => new(NativeTag.TensorList, tensors);

    /// <summary>A list of tensors, not copied.</summary>
    /// <param name="tensors">The tensors; null entries are allowed where the operator takes optional ones.</param>
    /// <returns>The argument.</returns>
    public static TorchValue Tensors(IReadOnlyList<TorchTensor?> tensors) => new(NativeTag.TensorList, tensors);

    /// <summary>A list of integers, copied; an empty one means "none".</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The argument.</returns>
    public static TorchValue NoneIfEmpty(ReadOnlySpan<long> values) => values.IsEmpty ? default : values;

    /// <summary>The value as it appears in an error: the shape of a tensor, the elements of a list.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Tag switch
    {
        NativeTag.None => "none",
        NativeTag.Default => "default",
        NativeTag.Int => Bits.ToString(CultureInfo.InvariantCulture),
        NativeTag.Double => BitConverter.Int64BitsToDouble(Bits).ToString("R", CultureInfo.InvariantCulture),
        NativeTag.Bool => Bits != 0 ? "true" : "false",
        NativeTag.Device => $"device {Bits >> 32}",
        NativeTag.String => $"\"{Reference}\"",
        NativeTag.IntList => $"[{string.Join(", ", (long[])Reference!)}]",
        NativeTag.DoubleList => $"[{string.Join(", ", ((double[])Reference!).Select(d => d.ToString("R", CultureInfo.InvariantCulture)))}]",
        NativeTag.BoolList => $"[{string.Join(", ", (bool[])Reference!)}]",
        NativeTag.TensorList => DescribeTensors((IReadOnlyList<TorchTensor?>)Reference!),
        _ => Reference?.ToString() ?? "none",
    };

    private static string DescribeTensors(IReadOnlyList<TorchTensor?> tensors)
    {
        const int Shown = 6;
        var few = tensors.Take(Shown).Select(t => t?.ToString() ?? "none");
        return $"{tensors.Count} tensors [{string.Join("; ", few)}{(tensors.Count > Shown ? "; …" : "")}]";
    }
}
