using Skylite.Imagery.Datasets;

namespace Skylite.Imagery.Splits;

/// <summary>
/// Finds images of a data set by the names that lists give them: a path below the data,
/// class and file, or a file name that is there once; the ending may differ.
/// </summary>
internal sealed class ImageIndex
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ambiguous = new(StringComparer.OrdinalIgnoreCase);

    public ImageIndex(SceneCollection scenes)
    {
        for (var i = 0; i < scenes.Samples.Count; i++)
        {
            var path = Path.GetRelativePath(scenes.Root, scenes.Samples[i].Path).Replace('\\', '/');
            foreach (var key in Keys(path).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!_places.TryAdd(key, i))
                {
                    _ambiguous.Add(key);
                }
            }
        }
    }

    /// <summary>The place of an image, or null when there is none or several of that name.</summary>
    public int? Find(string name)
    {
        var path = name.Replace('\\', '/').TrimStart('.', '/');
        foreach (var key in Keys(path))
        {
            if (!_ambiguous.Contains(key) && _places.TryGetValue(key, out var place))
            {
                return place;
            }
        }

        return null;
    }

    private static IEnumerable<string> Keys(string path)
    {
        var segments = path.Split('/');
        string[] forms = [path, string.Join('/', segments.TakeLast(2)), segments[^1]];
        return forms.Concat(forms.Select(f => Path.ChangeExtension(f, null)));
    }
}
