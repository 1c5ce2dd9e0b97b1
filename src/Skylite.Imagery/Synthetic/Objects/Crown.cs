using System.Numerics;
using Skylite.Imagery.Synthetic.Rendering;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>The round, rough upper side of a tree.</summary>
internal sealed class Crown(float x, float y, float radius, uint seed) : IRelief
{
    public Vector3 Normal(float px, float py)
    {
        var rough = 0.32f * Noise.Smooth(px / (0.35f * radius), py / (0.35f * radius), seed);
        var dx = 0.62f * (px - x) / radius;
        var dy = 0.62f * (py - y) / radius;
        return Vector3.Normalize(new Vector3(dx + rough, dy - rough, MathF.Sqrt(MathF.Max(0.3f, 1 - (dx * dx) - (dy * dy)))));
    }
}
