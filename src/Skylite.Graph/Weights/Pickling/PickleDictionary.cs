namespace Skylite.Graphs.Weights.Pickling;

/// <summary>A Python dictionary as a pickle describes it, in order of insertion; keys that are not texts keep their type.</summary>
internal sealed class PickleDictionary
{
    private readonly OrderedDictionary<object, object?> _entries = [];

    public IEnumerable<KeyValuePair<object, object?>> Entries => _entries;

    public void Set(object? key, object? value) => _entries[key ?? DBNull.Value] = value;

    public object? Find(string key) => _entries.GetValueOrDefault(key);
}
