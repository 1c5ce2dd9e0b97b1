namespace Skylite.Graphs.Weights.Pickling;

/// <summary>A piece of memory that tensors of a PyTorch file share, as the pickle describes it before the data is read.</summary>
/// <param name="Type">Type of the elements.</param>
/// <param name="Key">Name of the data in the file.</param>
/// <param name="Start">First element within the data.</param>
/// <param name="Count">Number of elements.</param>
internal sealed record TorchStorage(ElementType Type, string Key, long Start, long Count)
{
    /// <summary>Understands a persistent id: ('storage', class, key, device, count[, view]).</summary>
    /// <exception cref="InvalidDataException">The id describes no storage.</exception>
    public static TorchStorage Parse(string path, object? id)
    {
        if (id is not object?[] { Length: 5 or 6 } parts
            || parts[0] is not "storage"
            || parts[1] is not PickleGlobal global
            || parts[2] is not string key
            || parts[4] is not long count
            || count < 0)
        {
            throw WeightStream.Broken(path, "its pickle refers to data that is no storage of a tensor");
        }

        var type = TorchGlobals.StorageType(global);
        if (type == ElementType.Undefined)
        {
            throw WeightStream.Broken(path, $"its pickle takes '{global}' for a kind of storage");
        }

        // Old files may give part of a storage its own name: (name, first element, number of elements).
        return parts.Length == 6 && parts[5] is object?[] view
            ? view is [_, long start, long part] && start >= 0 && part >= 0 && start <= count - part
                ? new TorchStorage(type, key, start, part)
                : throw WeightStream.Broken(path, "its pickle describes a part of a storage that does not exist")
            : new TorchStorage(type, key, 0, count);
    }
}
