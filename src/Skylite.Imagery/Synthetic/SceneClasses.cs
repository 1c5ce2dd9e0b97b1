using Skylite.Imagery.Synthetic.Classes;

namespace Skylite.Imagery.Synthetic;

/// <summary>The kinds of scenes there are.</summary>
public static class SceneClasses
{
    /// <summary>All classes in alphabetical order, so that an index is the same as in a folder tree.</summary>
    public static IReadOnlyList<ISceneClass> All { get; } =
    [
        new Fields(),
        new Forest(),
        new Houses(),
        new Industry(),
        new Parking(),
        new Roads(),
        new Water(),
    ];

    /// <summary>The index of a class id in <see cref="All"/>.</summary>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public static int IndexOf(string id)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Id == id)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no scene class '{id}'; there are {string.Join(", ", All.Select(c => c.Id))}.", nameof(id));
    }
}
