using System.Text;

namespace Skylite.Native.Torch;

/// <summary>Turns the arguments of one call into what the shim takes, checked against and converted to the schema.</summary>
internal static unsafe class ArgumentWriter
{
    /// <summary>How many 8-byte words of scratch memory an argument needs.</summary>
    public static int Words(in TorchValue value, SchemaArgument argument) => value.Tag switch
    {
        NativeTag.Tensor => 1,
        NativeTag.Int or NativeTag.Double => argument.Length,
        NativeTag.IntList => Math.Max(argument.Length, ((long[])value.Reference!).Length),
        NativeTag.DoubleList => ((double[])value.Reference!).Length,
        NativeTag.TensorList => ((IReadOnlyList<TorchTensor?>)value.Reference!).Count,
        NativeTag.BoolList => (((bool[])value.Reference!).Length + 7) / 8,
        NativeTag.String => (Encoding.UTF8.GetByteCount((string)value.Reference!) + 7) / 8,
        _ => 0,
    };

    /// <summary>Writes one argument.</summary>
    /// <returns>The words used; -1 if the schema takes something else here.</returns>
    public static int Write(in TorchValue value, SchemaArgument argument, NativeValue* target, long* words)
    {
        target->Tag = value.Tag;
        target->Count = 0;
        target->Integer = value.Bits;
        switch (value.Tag)
        {
            case NativeTag.None:
                return argument.Optional || argument.Kind == ArgumentKind.Other ? 0 : -1;
            case NativeTag.Default:
                return argument.HasDefault ? 0 : -1;
            case NativeTag.Tensor:
                return WriteTensor((TorchTensor)value.Reference!, argument, target, words);
            case NativeTag.Int:
                return WriteInt(value.Bits, argument, target, words);
            case NativeTag.Double:
                return WriteDouble(value.Bits, argument, target, words);
            case NativeTag.Bool:
                return argument.Kind is ArgumentKind.Bool or ArgumentKind.Scalar ? 0 : -1;
            case NativeTag.Device:
                return argument.Kind == ArgumentKind.Device ? 0 : -1;
            case NativeTag.String:
                return WriteString((string)value.Reference!, argument, target, words);
            case NativeTag.TensorList:
                return WriteTensors((IReadOnlyList<TorchTensor?>)value.Reference!, argument, target, words);
            case NativeTag.IntList:
                return WriteInts((long[])value.Reference!, argument, target, words);
            case NativeTag.DoubleList:
                return WriteDoubles((double[])value.Reference!, argument, target, words);
            default:
                return WriteBools((bool[])value.Reference!, argument, target, words);
        }
    }

    private static int WriteTensor(TorchTensor tensor, SchemaArgument argument, NativeValue* target, long* words)
    {
        target->Pointer = tensor.Handle;
        if (argument.Kind == ArgumentKind.Tensor)
        {
            return 0;
        }

        if (argument.Kind is not (ArgumentKind.TensorList or ArgumentKind.OptionalTensorList))
        {
            return -1;
        }

        *words = tensor.Handle;
        Point(target, argument.Kind == ArgumentKind.TensorList ? NativeTag.TensorList : NativeTag.OptionalTensorList, 1, words);
        return 1;
    }

    private static int WriteInt(long number, SchemaArgument argument, NativeValue* target, long* words)
    {
        switch (argument.Kind)
        {
            case ArgumentKind.Int or ArgumentKind.Scalar:
                return 0;
            case ArgumentKind.Float:
                target->Tag = NativeTag.Double;
                target->Double = number;
                return 0;
            case ArgumentKind.IntList when argument.Length > 0:
                new Span<long>(words, argument.Length).Fill(number);
                Point(target, NativeTag.IntList, argument.Length, words);
                return argument.Length;
            default:
                return -1;
        }
    }

    private static int WriteDouble(long bits, SchemaArgument argument, NativeValue* target, long* words)
    {
        switch (argument.Kind)
        {
            case ArgumentKind.Float or ArgumentKind.Scalar:
                return 0;
            case ArgumentKind.FloatList when argument.Length > 0:
                new Span<long>(words, argument.Length).Fill(bits);
                Point(target, NativeTag.DoubleList, argument.Length, words);
                return argument.Length;
            default:
                return -1;
        }
    }

    private static int WriteInts(long[] numbers, SchemaArgument argument, NativeValue* target, long* words)
    {
        if (argument.Kind == ArgumentKind.FloatList)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                ((double*)words)[i] = numbers[i];
            }

            Point(target, NativeTag.DoubleList, numbers.Length, words);
            return numbers.Length;
        }

        if (argument.Kind is not (ArgumentKind.IntList or ArgumentKind.ScalarList))
        {
            return -1;
        }

        if (numbers.Length == 1 && argument.Length > 1)
        {
            return WriteInt(numbers[0], argument, target, words);
        }

        numbers.CopyTo(new Span<long>(words, numbers.Length));
        Point(target, NativeTag.IntList, numbers.Length, words);
        return numbers.Length;
    }

    private static int WriteDoubles(double[] numbers, SchemaArgument argument, NativeValue* target, long* words)
    {
        numbers.CopyTo(new Span<double>(words, numbers.Length));
        Point(target, NativeTag.DoubleList, numbers.Length, words);
        return argument.Kind is ArgumentKind.FloatList or ArgumentKind.ScalarList ? numbers.Length : -1;
    }

    private static int WriteBools(bool[] values, SchemaArgument argument, NativeValue* target, long* words)
    {
        values.CopyTo(new Span<bool>(words, values.Length));
        Point(target, NativeTag.BoolList, values.Length, words);
        return argument.Kind == ArgumentKind.BoolList ? (values.Length + 7) / 8 : -1;
    }

    private static int WriteString(string text, SchemaArgument argument, NativeValue* target, long* words)
    {
        var room = Encoding.UTF8.GetByteCount(text);
        var bytes = Encoding.UTF8.GetBytes(text, new Span<byte>(words, room));
        Point(target, NativeTag.String, bytes, words);
        return argument.Kind is ArgumentKind.String ? (bytes + 7) / 8 : -1;
    }

    private static int WriteTensors(IReadOnlyList<TorchTensor?> tensors, SchemaArgument argument, NativeValue* target, long* words)
    {
        var optional = argument.Kind == ArgumentKind.OptionalTensorList;
        if (!optional && argument.Kind != ArgumentKind.TensorList)
        {
            return -1;
        }

        for (var i = 0; i < tensors.Count; i++)
        {
            var tensor = tensors[i];
            if (tensor is null && !optional)
            {
                return -1;
            }

            words[i] = tensor?.Handle ?? 0;
        }

        Point(target, optional ? NativeTag.OptionalTensorList : NativeTag.TensorList, tensors.Count, words);
        return tensors.Count;
    }

    private static void Point(NativeValue* target, NativeTag tag, int count, void* words)
    {
        target->Tag = tag;
        target->Count = count;
        target->Pointer = (nint)words;
    }
}
