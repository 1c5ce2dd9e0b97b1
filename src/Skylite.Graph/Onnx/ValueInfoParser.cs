namespace Skylite.Graphs.Onnx;

/// <summary>Reads one <c>ValueInfoProto</c>: a value's name, element type and shape.</summary>
internal static class ValueInfoParser
{
    private const int MaxRank = 64;

    /// <summary>Reads name, type and shape; <c>OtherKind</c> tells that the value is not a tensor.</summary>
    public static (string Name, ElementType Type, Shape? Shape, bool OtherKind) Read(WireSlice slice)
    {
        var (name, type, shape, other) = (string.Empty, ElementType.Undefined, (Shape?)null, false);
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.ValueInfo.Name:
                    name = reader.Text();
                    break;
                case OnnxFields.ValueInfo.Type:
                    (type, shape, other) = ReadType(reader.Slice());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (name, type, shape, other);
    }

    private static (ElementType Type, Shape? Shape, bool Other) ReadType(WireSlice slice)
    {
        var (type, shape, other) = (ElementType.Undefined, (Shape?)null, false);
        var reader = slice.Open();
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.TensorType.Tensor)
            {
                (type, shape) = ReadTensorType(reader.Slice());
            }
            else
            {
                // field 6 is a note on what the value means; the rest are sequences, maps, optionals and sparse tensors
                other |= reader.Field != 6;
                reader.Skip();
            }
        }

        return (type, shape, other);
    }

    private static (ElementType Type, Shape? Shape) ReadTensorType(WireSlice slice)
    {
        var (type, shape) = (ElementType.Undefined, (Shape?)null);
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.TensorType.ElementType:
                    var number = reader.Int64();
                    type = number is > 0 and <= (long)ElementType.BFloat16
                        ? (ElementType)number
                        : throw new InvalidDataException($"element type {number} is not one that Skylite handles.");
                    break;
                case OnnxFields.TensorType.Shape:
                    shape = ReadShape(reader.Slice());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (type, shape);
    }

    private static Shape ReadShape(WireSlice slice)
    {
        var dimensions = new List<Dimension>();
        var reader = slice.Open();
        while (reader.Next())
        {
            if (reader.Field != OnnxFields.TensorType.ShapeDim)
            {
                reader.Skip();
                continue;
            }

            dimensions.Add(ReadDimension(reader.Slice()));
            if (dimensions.Count > MaxRank)
            {
                throw new InvalidDataException($"a shape of more than {MaxRank} axes, at byte {slice.Offset}.");
            }
        }

        return new Shape([.. dimensions]);
    }

    private static Dimension ReadDimension(WireSlice slice)
    {
        var dimension = Dimension.Unknown;
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.TensorType.DimValue:
                    // some exporters write -1 for a length that is not known
                    var length = reader.Int64();
                    dimension = length >= 0 ? Dimension.Of(length) : Dimension.Unknown;
                    break;
                case OnnxFields.TensorType.DimParam:
                    var symbol = reader.Text();
                    dimension = symbol.Length > 0 ? Dimension.Named(symbol) : Dimension.Unknown;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return dimension;
    }
}
