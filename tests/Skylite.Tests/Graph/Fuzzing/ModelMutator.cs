using System.Text;

namespace Skylite.Tests.Graphs.Fuzzing;

/// <summary>
/// Changes valid models into hostile ones, always the same for the same seed: lying dimensions and types, names taken twice, cycles, missing initialisers,
/// external data outside the folder, oversized counts and lengths, deep nesting, and files cut off or with flipped bits.
/// </summary>
internal sealed class ModelMutator(int seed)
{
    private static readonly ulong[] Numbers =
        [0, 1, 2, 3, 7, 8, 16, 127, 128, 255, 65_535, 1 << 20, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 40, long.MaxValue, 1UL << 63, ulong.MaxValue,
            ulong.MaxValue - 1];

    private static readonly string[] Locations =
        ["../secret.bin", "sub/../../secret.bin", "..\\secret.bin", "/etc/hostname", "link.bin", "folder/secret.bin", "C:\\secret.bin", "", ".", "a\0b",
            "beside.bin", "weights//x", "model.onnx"];

    private static readonly string[] Operators =
    [
        "Conv", "Gemm", "MatMul", "Einsum", "Reshape", "Resize", "Slice", "Concat", "Split", "Gather", "Expand", "Tile", "Pad", "ConstantOfShape", "Range",
        "Constant", "Transpose", "Cast", "Loop", "If", "Scan", "DeformConv", "GridSample", "RoiAlign", "TopK", "OneHot", "Unique", "Where", "Flatten",
        "Squeeze", "Unsqueeze", "MaxPool", "LpPool", "ReduceSum", "Softmax", "DepthToSpace", "SpaceToDepth", "Identity", "QuantizeLinear", "DequantizeLinear",
        "ConvTranspose", "BatchNormalization", "LayerNormalization", "Upsample", "Dropout", "Shape", "Size",
    ];

    private readonly Random _random = new(seed);

    public byte[] Mutate(byte[] model)
    {
        var tree = WireMessage.Parse(model, WireSchema.Model);
        for (var changes = _random.Next(1, 5); changes > 0; changes--)
        {
            Change(tree);
        }

        var bytes = tree.ToArray();
        return _random.Next(6) switch
        {
            0 => bytes[.._random.Next(bytes.Length + 1)],
            1 => Flip(bytes),
            _ => bytes,
        };
    }

    private void Change(WireMessage model)
    {
        var message = Pick(model.All().ToArray());
        if (message.Fields.Count == 0)
        {
            return;
        }

        var field = Pick(message.Fields);
        switch (_random.Next(14))
        {
            case 0:
                message.Fields.Remove(field);
                break;
            case 1:
                message.Fields.Insert(_random.Next(message.Fields.Count + 1), field.Clone());
                break;
            case 2:
                for (var copies = _random.Next(200); copies > 0; copies--)
                {
                    message.Fields.Add(field.Clone());
                }

                break;
            case 3:
                (field.Length, field.Kind) = ((long)Pick(Numbers), field.Kind);
                break;
            case 4:
                Retype(field);
                break;
            case 5 or 6:
                Rename(model);
                break;
            case 7 or 8:
                Lie(model);
                break;
            case 9:
                Externalize(model);
                break;
            case 10:
                Nest(model);
                break;
            case 11:
                Exchange(model);
                break;
            case 12:
                SetOperator(model);
                break;
            default:
                Put(field);
                break;
        }
    }

    private void Put(WireField field)
    {
        field.Integer = _random.Next(2) == 0 ? Pick(Numbers) : field.Integer + 1;
        if (field.Kind == 2 && field.Message is null)
        {
            field.Bytes = _random.Next(4) switch
            {
                0 => [],
                1 => [.. field.Bytes, .. field.Bytes],
                2 => field.Bytes[..(field.Bytes.Length / 2)],
                _ => Flip(field.Bytes),
            };
        }
    }

    private void Retype(WireField field)
    {
        field.Number = _random.Next(2) == 0 ? _random.Next(1, 32) : field.Number;
        field.Kind = _random.Next(6);
        field.Bytes = field.Kind is 1 or 5 ? new byte[field.Kind == 1 ? 8 : 4] : field.Bytes;
    }

    // One name takes the place of another: names defined twice, cycles, values that nothing gives.
    private void Rename(WireMessage model)
    {
        var names = model.All().SelectMany(m => m.Fields.Where(f => m.Schema.Names.Contains(f.Number) && f.Kind == 2)).ToArray();
        if (names.Length > 0)
        {
            Pick(names).Bytes = _random.Next(5) switch
            {
                0 => Encoding.UTF8.GetBytes("nowhere"),
                1 => [],
                2 => [0xff, 0xfe, 0xc0],
                _ => [.. Pick(names).Bytes],
            };
        }
    }

    private void Lie(WireMessage model)
    {
        var places = model.All().Where(m => m.Schema == WireSchema.Tensor || m.Schema == WireSchema.Dimension || m.Schema == WireSchema.Attribute).ToArray();
        if (places.Length == 0)
        {
            return;
        }

        var message = Pick(places);
        var integers = message.Fields.Where(f => f.Kind == 0).ToArray();
        if (integers.Length > 0)
        {
            Pick(integers).Integer = _random.Next(3) == 0 ? (ulong)_random.Next(24) : Pick(Numbers);
        }
        else
        {
            message.Fields.Add(new WireField { Number = 1, Kind = 0, Integer = Pick(Numbers) });
        }
    }

    private void Externalize(WireMessage model)
    {
        var tensors = model.All().Where(m => m.Schema == WireSchema.Tensor).ToArray();
        if (tensors.Length == 0)
        {
            return;
        }

        var tensor = Pick(tensors);
        tensor.Fields.RemoveAll(f => f.Number is 4 or 9);
        tensor.Fields.Add(new WireField { Number = 14, Kind = 0, Integer = 1 });
        Add("location", Pick(Locations));
        if (_random.Next(2) == 0)
        {
            Add("offset", _random.Next(3) == 0 ? "-1" : $"{_random.Next(64)}");
            Add("length", _random.Next(3) == 0 ? "9223372036854775807" : $"{_random.Next(64)}");
        }

        void Add(string key, string value)
        {
            var entry = new WireMessage(WireSchema.Entry);
            entry.Fields.Add(new WireField { Number = 1, Kind = 2, Bytes = Encoding.UTF8.GetBytes(key) });
            entry.Fields.Add(new WireField { Number = 2, Kind = 2, Bytes = Encoding.UTF8.GetBytes(value) });
            tensor.Fields.Add(new WireField { Number = 13, Kind = 2, Message = entry });
        }
    }

    // A node gets the whole graph as a body, perhaps many times over.
    private void Nest(WireMessage model)
    {
        var graphs = model.All().Where(m => m.Schema == WireSchema.Graph).ToArray();
        var nodes = model.All().Where(m => m.Schema == WireSchema.Node).ToArray();
        if (graphs.Length == 0 || nodes.Length == 0)
        {
            return;
        }

        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            var attribute = new WireMessage(WireSchema.Attribute);
            attribute.Fields.Add(new WireField { Number = 1, Kind = 2, Bytes = Encoding.UTF8.GetBytes(Pick(["then_branch", "else_branch", "body"])) });
            attribute.Fields.Add(new WireField { Number = 20, Kind = 0, Integer = 5 });
            attribute.Fields.Add(new WireField { Number = 6, Kind = 2, Message = Pick(graphs).Clone() });
            Pick(nodes).Fields.Add(new WireField { Number = 5, Kind = 2, Message = attribute });
        }
    }

    private void Exchange(WireMessage model)
    {
        var fields = model.All().SelectMany(m => m.Fields).ToArray();
        var (a, b) = (Pick(fields), Pick(fields));
        if (a.Message?.All().Any(m => m == b.Message) is not true && b.Message?.All().Any(m => m == a.Message) is not true)
        {
            (a.Bytes, b.Bytes, a.Message, b.Message) = (b.Bytes, a.Bytes, b.Message, a.Message);
        }
    }

    private void SetOperator(WireMessage model)
    {
        var types = model.All().Where(m => m.Schema == WireSchema.Node).SelectMany(m => m.Fields.Where(f => f is { Number: 4, Kind: 2 })).ToArray();
        if (types.Length > 0)
        {
            Pick(types).Bytes = Encoding.UTF8.GetBytes(Pick(Operators));
        }
    }

    private byte[] Flip(byte[] bytes)
    {
        var changed = (byte[])bytes.Clone();
        for (var flips = _random.Next(1, 6); flips > 0 && changed.Length > 0; flips--)
        {
            changed[_random.Next(changed.Length)] = (byte)_random.Next(256);
        }

        return changed;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
