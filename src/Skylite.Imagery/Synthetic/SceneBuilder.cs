using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic;

/// <summary>Gathers the features of one scene.</summary>
public sealed class SceneBuilder
{
    private readonly List<SceneFeature> _features = [];
    private readonly List<(IFootprint Footprint, float Margin)> _taken = [];

    /// <summary>Starts an empty scene of the given extent in metres.</summary>
    public SceneBuilder(float width, float height, SceneRandom random)
    {
        (Width, Height, Random) = (width, height, random);
        Reach = (MathF.Sqrt((width * width) + (height * height)) / 2) + 4;
        Palette = new Palette(random);
    }

    /// <summary>Extent along x in metres.</summary>
    public float Width { get; }

    /// <summary>Extent along y in metres.</summary>
    public float Height { get; }

    /// <summary>The distance from the middle beyond which nothing is seen, metres.</summary>
    public float Reach { get; }

    /// <summary>The scene's stream of chance.</summary>
    public SceneRandom Random { get; }

    /// <summary>The colours of this place and season.</summary>
    public Palette Palette { get; }

    /// <summary>Lays one feature.</summary>
    public void Add(SceneFeature feature) => _features.Add(feature);

    /// <summary>Lays a flat region.</summary>
    public void Lay(IFootprint footprint, Material material, LandCover cover) => Add(new SceneFeature(footprint, material, cover));

    /// <summary>The features laid so far.</summary>
    public IReadOnlyList<SceneFeature> Features => _features;

    /// <summary>Takes features away; what they reserved stays reserved.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Remove(Predicate<SceneFeature> isGone) => _features.RemoveAll(isGone) > 0;

    /// <summary>Keeps a region, and a margin in metres around it, free of what is scattered later.</summary>
    public void Reserve(IFootprint footprint, float margin = 0) => _taken.Add((footprint, margin));

    /// <summary>The part of a region that touches nothing reserved so far.</summary>
    public IFootprint Free(IFootprint region) => _taken.Count == 0 ? region : new Clipped(region, [.. _taken]);

    /// <summary>Is true where a circle of the given radius in metres touches no reserved region.</summary>
    public bool IsFree(float x, float y, float radius = 0)
    {
        foreach ((var footprint, var margin) in _taken)
        {
            if (footprint.Distance(x, y) < radius + margin)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Is true for points in the picture or less than the margin in metres outside.</summary>
    public bool IsSeen(float x, float y, float margin) =>
        MathF.Abs(x) < (Width / 2) + margin && MathF.Abs(y) < (Height / 2) + margin;

    /// <summary>The scene as laid so far.</summary>
    public Scene Build() => new(Width, Height, [.. _features]);
}
