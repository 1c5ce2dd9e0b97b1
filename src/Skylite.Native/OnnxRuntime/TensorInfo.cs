namespace Skylite.Native.OnnxRuntime;

/// <summary>Reads the runtime's descriptions of tensors.</summary>
internal static unsafe class TensorInfo
{
    /// <summary>Element type and extents (-1 where open) of an <c>OrtTensorTypeAndShapeInfo</c>.</summary>
    internal static (TensorElementType Type, long[] Shape) Read(nint info)
    {
        int type;
        OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, int*, nint>)OrtApi.Function(OrtFunction.GetTensorElementType))(info, &type));
        var shape = new long[OrtApi.Get(OrtFunction.GetDimensionsCount, info)];
        fixed (long* extents = shape)
        {
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, long*, nint, nint>)OrtApi.Function(OrtFunction.GetDimensions))(info, extents, shape.Length));
        }

        return ((TensorElementType)type, shape);
    }

    /// <summary>An input or output of a session.</summary>
    internal static NodeMetadata ReadNode(string name, nint typeInfo)
    {
        try
        {
            // Belongs to typeInfo; null for sequences and maps.
            var info = OrtApi.Get(OrtFunction.CastTypeInfoToTensorInfo, typeInfo);
            if (info == 0)
            {
                return new NodeMetadata(name, TensorElementType.Undefined, [], []);
            }

            var (type, shape) = Read(info);
            var names = new nint[shape.Length];
            fixed (nint* p = names)
            {
                OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint, nint>)OrtApi.Function(OrtFunction.GetSymbolicDimensions))(info, p, names.Length));
            }

            return new NodeMetadata(name, type, shape, Array.ConvertAll(names, OrtApi.Text));
        }
        finally
        {
            OrtApi.Release(OrtFunction.ReleaseTypeInfo, typeInfo);
        }
    }
}
