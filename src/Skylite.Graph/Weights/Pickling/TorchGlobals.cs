namespace Skylite.Graphs.Weights.Pickling;

/// <summary>The Python names that files of weights may mention, and what they construct.</summary>
internal static class TorchGlobals
{
    private static readonly Dictionary<string, ElementType> Storages = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = ElementType.Float,
        ["DoubleStorage"] = ElementType.Double,
        ["HalfStorage"] = ElementType.Float16,
        ["BFloat16Storage"] = ElementType.BFloat16,
        ["ByteStorage"] = ElementType.UInt8,
        ["CharStorage"] = ElementType.Int8,
        ["ShortStorage"] = ElementType.Int16,
        ["IntStorage"] = ElementType.Int32,
        ["LongStorage"] = ElementType.Int64,
        ["BoolStorage"] = ElementType.Bool,
        ["ComplexFloatStorage"] = ElementType.Complex64,
        ["ComplexDoubleStorage"] = ElementType.Complex128,
    };

    private static readonly HashSet<string> Values = new(StringComparer.Ordinal)
    {
        "float16", "bfloat16", "float32", "float64", "uint8", "int8", "int16", "int32", "int64", "bool", "complex64", "complex128",
        "contiguous_format", "channels_last", "preserve_format",
    };

    private static readonly Dictionary<string, Func<object?[], object?>> Constructors = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = Dictionary,
        ["builtins.set"] = arguments => arguments is [List<object?> items] ? items : null,
        ["__builtin__.set"] = arguments => arguments is [List<object?> items] ? items : null,
        ["torch.Size"] = arguments => arguments is [object?[] lengths] ? lengths : null,
        ["torch.device"] = arguments => arguments is [string, ..] ? arguments[0] : null,
        ["torch._utils._rebuild_tensor"] = TorchTensorView.Construct,
        ["torch._utils._rebuild_tensor_v2"] = TorchTensorView.Construct,
        ["torch._utils._rebuild_parameter"] = arguments => arguments is [TorchTensorView view, ..] ? view : null,
        ["torch._utils._rebuild_parameter_with_state"] = arguments => arguments is [TorchTensorView view, ..] ? view : null,
    };

    /// <summary>The element type of a storage class such as <c>torch.FloatStorage</c>; undefined for any other name.</summary>
    public static ElementType StorageType(PickleGlobal global) =>
        global.Module is "torch" or "torch.cuda" && Storages.TryGetValue(global.Name, out var type) ? type : ElementType.Undefined;

    /// <summary>Lets a name pass that weights may mention.</summary>
    /// <exception cref="InvalidDataException">Weights may not mention the name.</exception>
    public static PickleGlobal Check(PickleReader reader, PickleGlobal global)
    {
        var allowed = Constructors.ContainsKey(global.ToString())
            || StorageType(global) != ElementType.Undefined
            || (global.Module == "torch" && Values.Contains(global.Name));
        return allowed ? global : throw reader.Refuse(
            $"its pickle asks for '{global}', which is code or an object and not weights. "
            + "Skylite runs no code from files; save the weights alone with torch.save(model.state_dict(), path)");
    }

    /// <summary>What calling the name would give.</summary>
    /// <exception cref="InvalidDataException">The name cannot be called, or not with these arguments.</exception>
    public static object Construct(PickleReader reader, PickleGlobal global, object?[] arguments) =>
        Constructors.TryGetValue(global.ToString(), out var construct)
            ? construct(arguments) ?? throw reader.Refuse($"its pickle calls '{global}' with arguments that do not fit")
            : throw reader.Refuse($"its pickle calls '{global}', which is not a constructor");

    private static PickleDictionary? Dictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments.Length == 0)
        {
            return dictionary;
        }

        if (arguments is not [List<object?> pairs])
        {
            return null;
        }

        foreach (var pair in pairs)
        {
            switch (pair)
            {
                case object?[] { Length: 2 } tuple:
                    dictionary.Set(tuple[0], tuple[1]);
                    break;
                case List<object?> { Count: 2 } list:
                    dictionary.Set(list[0], list[1]);
                    break;
                default:
                    return null;
            }
        }

        return dictionary;
    }
}
