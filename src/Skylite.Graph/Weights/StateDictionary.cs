using Skylite.Graphs.Weights.Pickling;

namespace Skylite.Graphs.Weights;

/// <summary>Finds the tensors by name in what a training script has saved.</summary>
internal static class StateDictionary
{
    // What training scripts call the weights among their other things, best first: averaged weights are the ones meant for use.
    private static readonly string[] Wrappings =
    [
        "state_dict_ema", "model_ema", "state_dict", "model_state_dict", "model_state", "model", "net", "network", "weights", "params",
    ];

    private static readonly string[] Prefixes = ["module.", "_orig_mod.", "model."];

    /// <summary>The tensors by name; wrappings such as {'state_dict': …} and prefixes such as 'module.' that all names share are taken off.</summary>
    /// <exception cref="InvalidDataException">There are no tensors by name.</exception>
    public static IReadOnlyList<KeyValuePair<string, TorchTensorView>> Find(string path, object? root)
    {
        // Three levels serve every known script; a limit also ends dictionaries that contain themselves.
        var dictionary = root as PickleDictionary;
        for (var level = 0; level < 3 && dictionary is not null; level++)
        {
            var tensors = Tensors(dictionary);
            if (Unwrap(dictionary, tensors.Count) is { } inner)
            {
                dictionary = inner;
            }
            else if (tensors.Count > 0)
            {
                return tensors;
            }
            else
            {
                break;
            }
        }

        throw WeightStream.Broken(path, $"it holds no dictionary of tensors (found: {Describe(root)})");
    }

    /// <summary>Takes off prefixes that every name has: those of DataParallel, torch.compile and Lightning.</summary>
    public static string CommonPrefix(IReadOnlyCollection<string> names)
    {
        var prefix = string.Empty;
        while (Array.Find(Prefixes, p => names.Count > 0 && names.All(n => n.AsSpan(prefix.Length).StartsWith(p, StringComparison.Ordinal))) is { } more)
        {
            prefix += more;
        }

        return prefix;
    }

    private static string Describe(object? root) => root switch
    {
        PickleDictionary dictionary => string.Join(", ", dictionary.Entries.Select(e => $"'{e.Key}'").Take(8)),
        List<object?> or object?[] => "a list",
        _ => "a single value",
    };

    private static PickleDictionary? Unwrap(PickleDictionary dictionary, int tensors)
    {
        foreach (var name in Wrappings)
        {
            if (dictionary.Find(name) is PickleDictionary inner)
            {
                return inner;
            }
        }

        var inners = dictionary.Entries.Select(e => e.Value).OfType<PickleDictionary>().Take(2).ToArray();
        return tensors == 0 && inners.Length == 1 ? inners[0] : null;
    }

    private static List<KeyValuePair<string, TorchTensorView>> Tensors(PickleDictionary dictionary)
    {
        var tensors = dictionary.Entries
            .Where(e => e.Key is string && e.Value is TorchTensorView)
            .Select(e => KeyValuePair.Create((string)e.Key, (TorchTensorView)e.Value!))
            .ToList();
        var prefix = CommonPrefix([.. tensors.Select(t => t.Key)]);
        return prefix.Length == 0 ? tensors : [.. tensors.Select(t => KeyValuePair.Create(t.Key[prefix.Length..], t.Value))];
    }
}
