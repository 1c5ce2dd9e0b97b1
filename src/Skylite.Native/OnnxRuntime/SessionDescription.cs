namespace Skylite.Native.OnnxRuntime;

/// <summary>Reads what a loaded session says of its model.</summary>
internal static unsafe class SessionDescription
{
    internal static NodeMetadata[] ReadInputs(nint session) =>
        ReadNodes(session, OrtFunction.SessionGetInputCount, OrtFunction.SessionGetInputName, OrtFunction.SessionGetInputTypeInfo);

    internal static NodeMetadata[] ReadOutputs(nint session) =>
        ReadNodes(session, OrtFunction.SessionGetOutputCount, OrtFunction.SessionGetOutputName, OrtFunction.SessionGetOutputTypeInfo);

    internal static ModelMetadata ReadMetadata(nint session)
    {
        var metadata = OrtApi.Get(OrtFunction.SessionGetModelMetadata, session);
        try
        {
            long version;
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, long*, nint>)OrtApi.Function(OrtFunction.ModelMetadataGetVersion))(metadata, &version));
            return new ModelMetadata(
                ReadText(metadata, OrtFunction.ModelMetadataGetProducerName),
                ReadText(metadata, OrtFunction.ModelMetadataGetGraphName),
                ReadText(metadata, OrtFunction.ModelMetadataGetDomain),
                ReadText(metadata, OrtFunction.ModelMetadataGetDescription),
                version,
                ReadMap(metadata));
        }
        finally
        {
            OrtApi.Release(OrtFunction.ReleaseModelMetadata, metadata);
        }
    }

    private static NodeMetadata[] ReadNodes(nint session, OrtFunction count, OrtFunction name, OrtFunction typeInfo)
    {
        var nodes = new NodeMetadata[OrtApi.Get(count, session)];
        for (var i = 0; i < nodes.Length; i++)
        {
            nint text;
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint*, nint>)OrtApi.Function(name))(session, i, OrtApi.DefaultAllocator, &text));
            nodes[i] = TensorInfo.ReadNode(OrtApi.TakeText(text), OrtApi.Get(typeInfo, session, i));
        }

        return nodes;
    }

    private static string ReadText(nint metadata, OrtFunction function)
    {
        nint text;
        OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint*, nint>)OrtApi.Function(function))(metadata, OrtApi.DefaultAllocator, &text));
        return OrtApi.TakeText(text);
    }

    private static Dictionary<string, string> ReadMap(nint metadata)
    {
        nint* keys;
        long count;
        OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint**, long*, nint>)OrtApi.Function(OrtFunction.ModelMetadataGetCustomMetadataMapKeys))(
            metadata, OrtApi.DefaultAllocator, &keys, &count));
        var map = new Dictionary<string, string>((int)count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            nint value;
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint*, nint>)OrtApi.Function(OrtFunction.ModelMetadataLookupCustomMetadataMap))(
                metadata, OrtApi.DefaultAllocator, keys[i], &value));
            map[OrtApi.TakeText(keys[i])] = value == 0 ? string.Empty : OrtApi.TakeText(value);
        }

        OrtApi.Free((nint)keys);
        return map;
    }
}
